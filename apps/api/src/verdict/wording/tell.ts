import type { Language } from '../../platform/language.ts';
import type { Finding } from '../judge.ts';
import type { RuleCode, ScanPurpose } from '../rules.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Wording } from './wording.ts';

export const WORDINGS: Readonly<Record<Language, Wording>> = { en, es };

/** A finding as people read it. */
export interface Reason extends Omit<Finding, 'values'> {
  readonly message: string;
  readonly next: string;
}

/** The sentences of a finding for a purpose, filled in. */
export function tell({ values, ...finding }: Finding, purpose: ScanPurpose, language: Language): Reason {
  const { message, next } = wordsOf(finding.code, purpose, language);
  return { ...finding, message: message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''), next };
}

/** The words of a rule for a purpose, its places unfilled. */
export function wordsOf(code: RuleCode, purpose: ScanPurpose, language: Language): { message: string; next: string } {
  const { message, next } = WORDINGS[language].rules[code];
  return { message, next: typeof next === 'string' ? next : (next[purpose] ?? next.CHECK) };
}
