import { appendCheckDigit, decodeScan } from 'gs1-barcodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedHelp } from './typed-help';

describe('help with a number typed by hand', () => {
  it('says which digit is wrong and what it should be, in whatever form it was typed', () => {
    expect(typedHelp('(01)00300010123456(21)SN1')).toMatchObject({ number: '00300010123456', checkAt: 13, typed: '6', expected: '5' });
    expect(typedHelp('00300010123456')).toMatchObject({ typed: '6', expected: '5' });
    expect(typedHelp('(00)003000100000000011')?.proposals[0]).toEqual({ kind: 'check', number: '003000100000000015', text: '(00)003000100000000015' });
  });
  it('proposes neighbours that were swapped, the commonest slip of a hand', () => {
    // 12 was typed as 21.
    expect(typedHelp('(01)00300010213455(21)A')?.proposals.map(({ text }) => text)).toContain('(01)00300010123455(21)A');
  });
  it('has nothing to say to what is right, is no number, or is not whole yet', () => {
    for (const text of ['(01)00300010123455(21)SN1', '', '(01)0030', 'NS-2251', '(01)00300010123455(21)']) expect(typedHelp(text)).toBeNull();
  });
  it('never proposes a number whose check digit is wrong, and proposes nothing for a right one', () => {
    const digits = fc.stringMatching(/^\d{13}$/);
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 9 }), (body, off) => {
        const right = appendCheckDigit(body) ?? '';
        expect(typedHelp(`(01)${right}(21)A`)).toBeNull();
        const wrong = `(01)${body}${(Number(right.slice(-1)) + off) % 10}(21)A`;
        const help = typedHelp(wrong);
        expect(help?.proposals.length).toBeGreaterThan(0);
        for (const { text } of help?.proposals ?? []) expect(decodeScan(text).ok).toBe(true);
      }),
    );
  });
});
