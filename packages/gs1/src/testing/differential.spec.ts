import { describe, expect, it } from 'vitest';
import { compareWithBwip } from './differential.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';

describe('our verdict beside that of bwip-js', () => {
  it('is the same on 6,000 random messages, bracketed and as Digital Links, or another for a listed reason', () => {
    const { accepted, refused, explained, unexplained } = compareWithBwip({ count: 6_000, seed: 20_260_101 });
    expect(unexplained).toEqual([]);
    expect(KNOWN_DIFFERENCES).toEqual(expect.arrayContaining([...explained.keys()]));
    // Else the comparison would say little.
    expect(Math.min(accepted, refused)).toBeGreaterThan(2_000);
    expect([...explained.values()].reduce((sum, count) => sum + count, 0)).toBeLessThan(120);
  }, 60_000);
});
