import type { Language } from '../../platform/language.ts';
import type { CaptureRule } from './capture-rules.ts';
import { CAPTURE_RULES_ES } from './capture-rules.es.ts';
import type { CaptureFinding } from './findings.ts';

/** What a finding says, and in which language: what the readers of a file and the ledger say of it is quoted as it was said. */
export interface ToldFinding {
  readonly message: string;
  readonly language: Language;
}

/** A finding in a language, where the table of rules speaks it; else as it is kept. */
export function tellFinding({ message, rule, value }: Pick<CaptureFinding, 'message' | 'rule' | 'value'>, language: Language): ToldFinding {
  if (language === 'en' || !Object.hasOwn(CAPTURE_RULES_ES, rule)) return { message, language: 'en' };
  const [sentence, mend] = CAPTURE_RULES_ES[rule as CaptureRule];
  return { message: `${sentence.replace('{value}', () => value ?? '')} ${mend}`, language };
}
