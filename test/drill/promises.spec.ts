import { describe, expect, it } from 'vitest';
import { dossierDrill } from './dossier.ts';
import { raceDrill } from './race.ts';
import { replayDrill } from './replay.ts';
import { rewriteDrill } from './rewrite.ts';

describe('what the drills hold at length, in short', () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);

  it('lets one of eight contenders dispense a package, in each of 2,000 races through two ledgers on one file', { timeout: 120_000 }, async () => {
    expect(await raceDrill({ count: 2_000, print }), lines.join('\n')).toEqual({ passed: 2_000, failed: 0 });
  });
  it('records each command once, however often, in which order and how signed it comes', { timeout: 60_000 }, async () => {
    expect(await replayDrill({ count: 4_000, print }), lines.join('\n')).toEqual({ passed: 4_000, failed: 0 });
  });
  it('finds a rewritten history out by every old checkpoint that it contradicts, and by no other', { timeout: 60_000 }, async () => {
    const { failed, passed } = await rewriteDrill({ count: 40, print });
    expect(failed, lines.join('\n')).toBe(0);
    expect(passed).toBe(8 * 40);
  });
  it('accepts the true dossiers of random histories and refuses altered ones', { timeout: 120_000 }, async () => {
    const { failed, passed } = await dossierDrill({ count: 200, altered: 1_000, toPython: 100, print });
    expect(failed, lines.join('\n')).toBe(0);
    expect(passed).toBeGreaterThanOrEqual(1_200);
    expect(lines.find((line) => line.includes('hidden'))).not.toMatch(/; 0 of them/);
  });
});
