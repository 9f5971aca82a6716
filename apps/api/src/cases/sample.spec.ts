import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemChance } from '../platform/chance.ts';
import { drawSample, sampleSize } from './sample.ts';

describe('the sample of an investigation', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [29, 3],
    [30, 3],
    [31, 4],
    [45, 5],
    [1_000, 100],
  ])('of %i packages at hand is %i', (atHand, size) => {
    expect(sampleSize(atHand)).toBe(size);
  });

  it('holds so many different packages of the lot, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 200 }), (list) => {
        const before = [...list];
        const drawn = drawSample(list, sampleSize(list.length), systemChance);
        expect(new Set(drawn).size).toBe(sampleSize(list.length));
        expect(drawn.every((each) => list.includes(each))).toBe(true);
        expect(list).toEqual(before);
      }),
    );
  });

  it('can be any of the packages, whatever chance says', () => {
    // Every value of the first draw, one after the other: each package comes first once.
    const firsts = Array.from({ length: 7 }, (_, n) => drawSample([0, 1, 2, 3, 4, 5, 6], 1, () => Uint8Array.of(0, 0, 0, n))[0]);
    expect(firsts).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('draws again what would favour the first packages', () => {
    // 2 ** 32 is no multiple of 3: its last number would be one chance too many for the first package.
    const draws = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 0, 2)];
    expect(drawSample(['a', 'b', 'c'], 1, () => draws.shift() as Uint8Array)).toEqual(['c']);
  });
});
