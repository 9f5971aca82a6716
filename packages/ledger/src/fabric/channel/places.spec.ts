import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from '../../store/store.ts';
import { Places } from './places.ts';

const endorsed = [{ id: 'f'.repeat(64), endorsers: ['DistributorMSP', 'PharmacyMSP', 'RegulatorMSP'] }];

describe('how far a node has read the channel', () => {
  let folder: string, store: Store;
  const file = () => join(folder, 'ledger.sqlite');
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'packtrail-places-'));
    store = await Store.open(file());
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('begins before the first block, and is kept in the file', async () => {
    const places = new Places(store.database);
    expect([places.next, places.of(0)]).toEqual([0, null]);
    places.next = 8;
    places.put(3, 7, endorsed);
    store.close();
    store = await Store.open(file());
    const again = new Places(store.database);
    expect([again.next, again.of(3), again.of(4)]).toEqual([8, { channelNumber: 7, transactions: endorsed }, null]);
  });
  it('moves with what was read or not at all', () => {
    const places = new Places(store.database);
    const write = () =>
      store.immediately(() => {
        places.next = 5;
        places.put(1, 4, endorsed);
        throw new Error('the disk is full');
      });
    expect(write).toThrow('the disk is full');
    expect([places.next, places.of(1)]).toEqual([0, null]);
  });
  it('takes no block of the log from two blocks of the channel', () => {
    const places = new Places(store.database);
    places.put(1, 4, endorsed);
    expect(() => places.put(1, 5, [])).toThrow(/UNIQUE/);
    expect(places.of(1)?.channelNumber).toBe(4);
  });
});
