import { describe, expect, it } from 'vitest';
import { clonesDrill, playClones, share } from './clones.ts';

const COUNT = 20_000;

describe('copies of codes among honest noise (20,000 packages)', () => {
  it('are found, 99 in 100 and more, and at most one honest package in 2,000 is alarmed about', () => {
    const lines: string[] = [];
    expect(clonesDrill({ count: COUNT, print: (line) => lines.push(line) }), lines.join('\n')).toEqual({ passed: COUNT, failed: 0 });
    const { byKind, clones } = playClones({ count: COUNT });
    expect(clones).toBeGreaterThan(150);
    expect(byKind.size).toBe(3);
  });
  it.each(['SEEN_AFTER_END', 'SEEN_ELSEWHERE', 'IMPOSSIBLE_TRAVEL', 'OVERLAPPING_CUSTODY'] as const)('are missed without the rule %s', (rule) => {
    const { clones, found } = playClones({ count: COUNT, without: new Set([rule]) });
    expect(share(found, clones)).toBeLessThan(0.99);
  });
});
