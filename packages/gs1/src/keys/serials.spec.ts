import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/chance.ts';
import { lintSerials } from './lint-serials.ts';
import { newSerials } from './new-serials.ts';
import { newSsccs, ssccOf } from './new-ssccs.ts';
import { parseSerial } from './sgtin.ts';
import { parseSscc } from './sscc.ts';

function bytesOf(seed: number) {
  const chance = seeded(seed);
  return (count: number) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256));
}
const codes = (serials: readonly string[]) => lintSerials(serials).map(({ code }) => code);

describe('new serials', () => {
  it('are legal, distinct, of the length asked for, and stand before the linter', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 10, max: 20 }), (seed, length) => {
        const made = newSerials({ count: 200, length, randomBytes: bytesOf(seed) });
        const serials = made.ok ? made.value : [];
        expect(new Set(serials).size).toBe(200);
        expect(serials.every((serial) => serial.length === length && parseSerial(serial).ok)).toBe(true);
        expect(lintSerials(serials)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
  it('use every character of the alphabet about as often', () => {
    const made = newSerials({ count: 5_000, length: 20, randomBytes: bytesOf(1), alphabet: 'ABCDEFGHIJ' });
    const text = made.ok ? made.value.join('') : '';
    for (const letter of 'ABCDEFGHIJ') expect(Math.abs(text.split(letter).length - 1 - 10_000)).toBeLessThan(400);
  });
  it('are refused where a guess would hit one in 10,000, those that exist already included', () => {
    expect(newSerials({ count: 1, length: 4, alphabet: '0123456789', randomBytes: bytesOf(1) }).ok).toBe(true);
    expect(newSerials({ count: 2, length: 4, alphabet: '0123456789', randomBytes: bytesOf(1) })).toMatchObject({
      issues: [{ code: 'SERIALS_SPACE' }],
    });
    expect(newSerials({ count: 1, length: 4, alphabet: '0123456789', issued: 1, randomBytes: bytesOf(1) })).toMatchObject({
      issues: [{ code: 'SERIALS_SPACE' }],
    });
  });
  it('are refused for an alphabet or a length that no serial has', () => {
    expect(newSerials({ count: 1, length: 21, randomBytes: bytesOf(1) })).toMatchObject({ issues: [{ code: 'KEY_LENGTH' }] });
    for (const alphabet of ['A', 'AA', 'A^B'])
      expect(newSerials({ count: 1, length: 20, alphabet, randomBytes: bytesOf(1) })).toMatchObject({ issues: [{ code: 'KEY_CHARSET' }] });
  });
});

describe('the linter of serials', () => {
  const numbers = (count: number, step: number) => Array.from({ length: count }, (_, index) => String(700_000_000_000 + index * step));

  it('flags counted serials, whatever the step and the order', () => {
    expect(codes(numbers(100, 1))).toContain('SERIALS_SEQUENTIAL');
    expect(codes(numbers(100, 20_011))).toContain('SERIALS_SEQUENTIAL');
    const shuffled = numbers(100, 20_011).sort((one, other) => ((Number(one) * 7_919) % 1_009) - ((Number(other) * 7_919) % 1_009));
    expect(codes(shuffled)).toContain('SERIALS_SEQUENTIAL');
    expect(codes(Array.from({ length: 100 }, (_, index) => `LOT7X${(index + 46_656).toString(36).toUpperCase()}`))).toContain(
      'SERIALS_SEQUENTIAL',
    );
  });
  it('flags a range that is filled too densely', () => {
    const chance = seeded(2);
    expect(codes(Array.from({ length: 500 }, () => String(900_000_000_000 + Math.floor(chance() * 1_000_000))))).toContain(
      'SERIALS_GUESSABLE',
    );
  });
  it('flags serials of which few places vary, even where they are far apart', () => {
    const chance = seeded(3);
    const few = Array.from({ length: 60 }, () => `${Math.floor(chance() * 10)}AAAAAA${Math.floor(chance() * 100)}AAAAAA`);
    expect(codes([...new Set(few)])).toContain('SERIALS_MONOTONOUS');
  });
  it('flags a repeated serial', () => expect(codes(['A', 'B', 'A'])).toEqual(['SERIALS_REPEATED']));
});

describe('new SSCCs', () => {
  it('are of the company, distinct, and have their check digit', () => {
    const made = newSsccs({ gcp: '0300011', extension: 4, count: 500, randomBytes: bytesOf(4) });
    const ssccs = made.ok ? made.value : [];
    expect(new Set(ssccs).size).toBe(500);
    expect(ssccs.every((sscc) => sscc.startsWith('40300011') && parseSscc(sscc).ok)).toBe(true);
  });
  it('can be counted as well', () =>
    expect(ssccOf({ gcp: '030001', extension: 4, reference: '1234567890' })).toMatchObject({ value: '403000112345678901' }));
  it.each([
    [{ gcp: '03000', reference: '1' }, 'EPC_GCP_LENGTH'],
    [{ gcp: '030001', reference: '12345678901' }, 'KEY_LENGTH'],
    [{ gcp: '030001', reference: '1A' }, 'KEY_CHARSET'],
  ])('are refused of %j', (parts, code) => expect(ssccOf(parts)).toMatchObject({ issues: [{ code }] }));
});
