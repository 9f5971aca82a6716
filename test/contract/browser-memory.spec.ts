import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner } from '@packtrail/ledger';
import { openEmbedded, rotateKey } from '@packtrail/ledger/embedded';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';
import { describe, expect, it } from 'vitest';
import { LogMemory } from '../../apps/web/src/app/log-memory.ts';

async function aLog() {
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.parse('2026-11-22T12:00:00Z');
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-memory-'));
  const open = () => openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  let ledger = await open();
  const world = new LedgerWorld(ledger, registrar, now);
  const rotate = async () => {
    await ledger.close();
    await rotateKey({ directory, clock: () => now });
    ledger = await open();
  };
  return { world, rotate, head: async () => ({ checkpoint: await ledger.checkpoint(), handovers: await ledger.handovers(), logKey: ledger.verifierKey }) };
}

const memory = () => {
  const kept = new Map<string, string>();
  return new LogMemory({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) });
};

describe('the memory of the log in this browser', () => {
  it('keeps the first key and follows the log as it grows', async () => {
    const { head, world } = await aLog();
    const kept = memory();
    expect(await kept.meet(await head())).toBe('first');
    await world.party('dispenser');
    expect(await kept.meet(await head())).toBe('known');
    expect(kept.logKey).toBe((await head()).logKey);
  });
  it('finds out a log that got shorter', async () => {
    const { head, world } = await aLog();
    const kept = memory();
    const before = await head();
    await world.party('dispenser');
    await kept.meet(await head());
    expect(await kept.meet(before)).toBe('shorter');
  });
  it('finds out another log, and a head that its key did not sign', async () => {
    const [one, two] = [await aLog(), await aLog()];
    const kept = memory();
    await kept.meet(await one.head());
    expect(await kept.meet(await two.head())).toBe('other key');
    const { checkpoint, handovers, logKey } = await one.head();
    expect(await kept.meet({ handovers, logKey, checkpoint: checkpoint.replace(/\n1\n/, '\n2\n') })).toBe('not signed');
  });
  it('follows the log to its new keys, and then believes the earlier ones no longer', async () => {
    const { head, rotate } = await aLog();
    const kept = memory();
    const before = await head();
    await kept.meet(before);
    await rotate();
    expect(await kept.meet({ ...(await head()), handovers: [] })).toBe('other key');
    expect(await kept.meet({ ...before, logKey: (await head()).logKey })).toBe('other key');
    await rotate();
    const after = await head();
    expect(await kept.meet({ ...after, logKey: before.logKey })).toBe('other key');
    expect(await kept.meet(after)).toBe('known');
    expect(kept.logKey).toBe(after.logKey);
    expect(await kept.meet(before)).toBe('other key');
  });
});
