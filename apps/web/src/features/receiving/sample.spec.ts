import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cryptoBelow, draw } from './sample';

describe('a sample', () => {
  it('is so many of the whole, each once, and all of it when that is fewer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 40 }), fc.nat(50), fc.infiniteStream(fc.nat()), (from, count, chance) => {
        const drawn = draw(from, count, (n) => (chance.next().value ?? 0) % n);
        expect(drawn).toHaveLength(Math.min(count, from.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((each) => from.includes(each))).toBe(true);
      }),
    );
  });
  it('can fall on each one, the last as well as the first', () => {
    expect([0, 1, 2, 3].map((at) => draw(['a', 'b', 'c', 'd'], 1, () => at)[0])).toEqual(['a', 'b', 'c', 'd']);
  });
  it('is drawn by chance within its bounds', () => {
    for (let n = 1; n < 50; n += 1) expect(cryptoBelow(n)).toSatisfy((value: number) => Number.isInteger(value) && value >= 0 && value < n);
  });
});
