import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FiveHandoffs, fiveHandoffs, sizesOf } from './five-handoffs.ts';

describe('a dossier of five handoffs through three containers, in a log of 1,000 entries', () => {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-five-'));
  let made: FiveHandoffs;
  beforeAll(async () => {
    made = await fiveHandoffs(directory);
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is proven, with a document for each step', async () => {
    const check = await verifyDossier(made.text, made.vkey);
    expect(check.good && check.steps.map(({ type }) => type)).toEqual(['commission', 'ship', 'receive', 'ship', 'receive', 'unpack', 'ship', 'receive', 'pack', 'ship', 'receive', 'ship', 'receive']);
    expect(check.good && check.steps.every(({ documents }) => documents === 1)).toBe(true);
  });
  it('has at most 16 kB, gzipped, and its proof part at most 16 kB of JSON', () => {
    const sizes = sizesOf(made.text);
    console.info(`five handoffs: ${sizes.gzipped} bytes gzipped, proof part ${sizes.proof} bytes of JSON, in all ${sizes.all}`);
    expect(sizes.gzipped).toBeLessThanOrEqual(16_000);
    expect(sizes.proof).toBeLessThanOrEqual(16_000);
  });
  it('goes on with the tote’s later steps as carried for the package that stayed in it, and ends with its own for the one that was taken out', async () => {
    const told = async (text: string) => {
      const check = await verifyDossier(text, made.vkey);
      return check.good && check.steps.slice(-3).map(({ carried, type }) => (carried ? `${type} (carried)` : type));
    };
    expect(await told(made.sibling)).toEqual(['receive (carried)', 'ship (carried)', 'receive (carried)']);
    expect(await told(made.afterTakenOut)).toEqual(['ship (carried)', 'receive (carried)', 'unpack']);
  });
});
