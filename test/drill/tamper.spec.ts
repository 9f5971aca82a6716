import { describe, expect, it } from 'vitest';
import { rearrangeDrill } from './rearrange.ts';
import { tamperFile, tamperRows } from './tamper.ts';

describe('a changed ledger', () => {
  it('is found out, and the block, fact or checkpoint is named, whichever stored byte changed (each 23rd; every byte in the drill)', { timeout: 180_000 }, async () => {
    const { changed, missed } = await tamperRows({ stride: 23 });
    expect(changed).toBeGreaterThan(500);
    expect(missed).toEqual([]);
  });
  it('is found out, or nothing stored has changed, whichever byte of the file changed (each 499th)', async () => {
    const { changed, missed, named } = await tamperFile({ stride: 499 });
    expect(missed).toEqual([]);
    expect(changed).toBeGreaterThan(80);
    expect(named).toBeGreaterThan(20);
  });
  it('is found out where it was done, when blocks, checkpoints or facts are swapped, dropped, repeated, cut off or another ledger’s; a clean cut by old checkpoints', { timeout: 60_000 }, async () => {
    const lines: string[] = [];
    const { failed, passed } = await rearrangeDrill({ print: (line) => lines.push(line) });
    expect(failed, lines.join('\n')).toBe(0);
    expect(passed).toBeGreaterThan(40);
  });
});
