import { describe, expect, it } from 'vitest';
import { instruction, PURPOSES, VERDICTS, type Verdict } from './words';

const verdicts = Object.keys(VERDICTS) as Verdict[];

describe('the words of a verdict', () => {
  it('never call a medicine genuine or safe, for no scan can know', () => {
    const said = verdicts.flatMap((verdict) => [
      VERDICTS[verdict].word,
      VERDICTS[verdict].short,
      ...PURPOSES.map(({ value }) => instruction(verdict, value)),
    ]);
    for (const sentence of said) expect(sentence).not.toMatch(/genuine|authentic|safe|fake|counterfeit|saleable/i);
  });

  it('forbid the very act the user is about', () => {
    expect(instruction('DO_NOT_USE', 'DISPENSE')).toBe('Do not dispense: quarantine.');
    expect(instruction('DO_NOT_USE', 'RECEIVE')).toBe('Do not put into stock: quarantine.');
  });

  it('differ from one another in word, icon and colour, so that none is told by colour alone', () => {
    for (const property of ['word', 'short', 'icon', 'color'] as const) {
      expect(new Set(verdicts.map((verdict) => VERDICTS[verdict][property])).size).toBe(verdicts.length);
    }
  });

  it('say of no answer that it is no finding', () => {
    expect(VERDICTS.COULD_NOT_ASK.word).toBe('No answer; not a finding');
  });
});
