import type { Language } from '../../platform/language.ts';
import { type Action, actionsOf, PURPOSES, RULE_CODES, type RuleCode, type ScanPurpose, severityOf, type Verdict } from '../rules.ts';
import { WORDINGS, wordsOf } from '../wording/tell.ts';

/** What a rule comes to for some purposes alike. */
export interface LegendCase {
  readonly purposes: readonly ScanPurpose[];
  readonly severity: Verdict;
  readonly next: string;
  readonly actions: readonly Action[];
}

export interface LegendRule {
  readonly code: RuleCode;
  readonly message: string;
  readonly cases: readonly LegendCase[];
}

/** The table of rules in words, purposes that are alike told together. Pure: nothing stands here that is not in the table. */
export function legend(language: Language): LegendRule[] {
  return RULE_CODES.map((code) => {
    const cases = new Map<string, LegendCase>();
    for (const purpose of PURPOSES) {
      const severity = severityOf(code, purpose);
      if (severity === null) continue;
      const { next } = wordsOf(code, purpose, language);
      const actions = actionsOf(code, purpose);
      const key = JSON.stringify([severity, next, actions]);
      cases.set(key, { severity, next, actions, purposes: [...(cases.get(key)?.purposes ?? []), purpose] });
    }
    return { code, message: toldPlaces(wordsOf(code, 'CHECK', language).message), cases: [...cases.values()] };
  });
}

/** A place of a sentence that is filled in, as a reader of the table sees it. */
const toldPlaces = (message: string): string => message.replace(/\{\w+\}\.?/g, '…');

/** The table as a page of the handbook: English alone, as the other pages are. */
export function legendPage(): string {
  const { actions: pressed, purposes: purposeWords, verdicts } = WORDINGS.en;
  const lines = [
    '# What the answers mean',
    '',
    'A scan is answered by one verdict, which is that of its gravest reason. This page is made from the table of rules (`apps/api/src/verdict/rules.ts`) and its words: `UPDATE_DOCS=1 npx vitest run apps/api/src/verdict/legend --project api` writes it again, and a check fails when it is not in step.',
    'A verdict says what the record knows about a barcode. It never says what a package is, or whether it may be sold.',
    '',
    ...Object.entries(verdicts).map(([verdict, said]) => `* **${verdict}**: ${said}`),
    '',
    '| code | what it says | for | verdict | what to do | what is offered: as far as the record allows |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  for (const { cases, code, message } of legend('en')) {
    for (const { actions, next, purposes, severity } of cases) {
      const whom = purposes.length === PURPOSES.length ? 'every purpose' : purposes.map((purpose) => purposeWords[purpose]).join(', ');
      const offered = actions.map((action) => pressed[action]).join('; ') || 'nothing';
      lines.push(`| \`${code}\` | ${message} | ${whom} | ${severity} | ${next} | ${offered} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
