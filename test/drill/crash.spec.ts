import { describe, expect, it } from 'vitest';
import { crashDrill } from './crash.ts';

describe('a machine that crashes at any operation of its disk', () => {
  it('loses no acknowledged command, doubles none, and leaves a ledger that checks whole (500 crash points)', { timeout: 240_000 }, async () => {
    const lines: string[] = [];
    expect(await crashDrill({ count: 500, print: (line) => lines.push(line) }), lines.join('\n')).toEqual({ passed: 500, failed: 0 });
  });
  it('loses some where the disk says that it synced, and did not', { timeout: 60_000 }, async () => {
    const lines: string[] = [];
    const { failed } = await crashDrill({ count: 60, lies: true, print: (line) => lines.push(line) });
    expect(failed).toBeGreaterThan(10);
    expect(lines.join('\n')).toMatch(/was acknowledged, and is lost|does not|DISK|CORRUPT|finds/);
  });
});
