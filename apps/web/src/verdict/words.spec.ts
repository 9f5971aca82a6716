import { describe, expect, it } from 'vitest';
import { instruction, PURPOSES, short, VERDICTS, word, type Verdict } from './words';

const verdicts = Object.keys(VERDICTS) as Verdict[];

describe('the words of a verdict', () => {
  it('never call a medicine genuine or safe, for no scan can know', () => {
    const said = verdicts.flatMap((verdict) => [
      word(verdict),
      short(verdict),
      ...PURPOSES.map((purpose) => instruction(verdict, purpose)),
    ]);
    for (const sentence of said) expect(sentence).not.toMatch(/genuine|authentic|safe|fake|counterfeit|saleable/i);
  });

  it('forbid the very act the user is about', () => {
    expect(instruction('DO_NOT_USE', 'DISPENSE')).toBe('Do not dispense: quarantine.');
    expect(instruction('DO_NOT_USE', 'RECEIVE')).toBe('Do not put into stock: quarantine.');
  });

  it('differ from one another in word, icon and colour, so that none is told by colour alone', () => {
    for (const look of [word, short, (verdict: Verdict) => VERDICTS[verdict].icon, (verdict: Verdict) => VERDICTS[verdict].color]) {
      expect(new Set(verdicts.map((verdict): unknown => look(verdict))).size).toBe(verdicts.length);
    }
  });

  it('say of no answer that it is no finding', () => {
    expect(word('COULD_NOT_ASK')).toBe('No answer; not a finding');
  });
});
