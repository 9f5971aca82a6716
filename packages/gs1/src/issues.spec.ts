import { describe, expect, it } from 'vitest';
import { ISSUES, issue, translated, type IssueCode } from './issues.ts';
import { parseBracketed } from './scan/bracketed.ts';

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe('the sentences of the issues', () => {
  it('are one sentence each or more, with a full stop, and no two alike', () => {
    const sentences = Object.values(ISSUES).map(([, sentence]) => sentence);
    expect(sentences.filter((sentence) => !/^[A-Z("].*\.$/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
  it('can be had in another language, what they name in other places', () => {
    const read = parseBracketed('(01)00300010123456');
    if (read.ok) throw new Error('accepted');
    const [wrong = issue('EMPTY')] = read.issues;
    expect(translated(wrong, { CHECK_DIGIT: 'Prüfziffer {actual} statt {expected} in ({ai}).' })).toEqual({
      ...wrong,
      message: 'Prüfziffer 6 statt 5 in (01).',
    });
  });
  it('stay English where the other language has none', () => {
    expect(translated(issue('EMPTY'), { CHECK_DIGIT: '?' })).toEqual(issue('EMPTY'));
  });
  it('are filled in a translation with all that the English ones are', () => {
    for (const code of Object.keys(ISSUES) as IssueCode[]) {
      const [, sentence] = ISSUES[code];
      const names = places(sentence);
      const params = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
      const same = Object.fromEntries([[code, names.map((name) => `{${name}}`).join(' ')]]);
      expect(translated(issue(code, { params }), same).message).toBe(names.map((name) => `<${name}>`).join(' '));
    }
  });
});
