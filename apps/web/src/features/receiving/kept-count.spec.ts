import { describe, expect, it } from 'vitest';
import { addScan, changeScan, dropScan, keepCount, keyOfCount, NEW_COUNT, readCount, SCANS_MOST } from './kept-count';
import type { Scanned } from './scanned';

function fixture() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, storage };
}
const scan = (id: string, key = id): Scanned => ({ id, text: id, key, at: 0, told: null });
const key = keyOfCount({ userId: 'u', shipmentId: 's' });

describe('a count on this device', () => {
  it('is there again after a reload, waiting scans and all', () => {
    const { storage } = fixture();
    const count = { ...addScan(addScan(NEW_COUNT, scan('a')), scan('b')), mode: 'all' as const, sample: ['a'] };
    keepCount(storage, key, count);
    expect(readCount(storage, key)).toEqual(count);
  });
  it('is another for another person and for another delivery', () => {
    const { storage } = fixture();
    keepCount(storage, key, addScan(NEW_COUNT, scan('a')));
    for (const other of [{ userId: 'v', shipmentId: 's' }, { userId: 'u', shipmentId: 't' }]) expect(readCount(storage, keyOfCount(other))).toEqual(NEW_COUNT);
  });
  it('leaves nothing behind once it is empty', () => {
    const { kept, storage } = fixture();
    keepCount(storage, key, addScan(NEW_COUNT, scan('a')));
    keepCount(storage, key, NEW_COUNT);
    expect(kept.size).toBe(0);
  });
  it.each(['{', '[]', 'null', '{"scans":1}'])('begins anew where %s is kept', (broken) => {
    expect(readCount({ ...fixture().storage, getItem: () => broken }, key)).toEqual(NEW_COUNT);
  });
  it('holds each thing once, and keeps its first id: what is sent again is recorded once', () => {
    expect(addScan(addScan(NEW_COUNT, scan('first', 'k')), scan('second', 'k')).scans).toEqual([scan('first', 'k')]);
  });
  it('is bounded', () => {
    const full = { ...NEW_COUNT, scans: Array.from({ length: SCANS_MOST }, (_, at) => scan(String(at))) };
    expect(addScan(full, scan('more'))).toBe(full);
  });
  it('changes and drops one scan, and leaves the others the very same', () => {
    const two = addScan(addScan(NEW_COUNT, scan('a')), scan('b'));
    const changed = changeScan(two, 'a', (each) => ({ ...each, damaged: true }));
    expect(changed.scans.map(({ damaged }) => damaged)).toEqual([true, undefined]);
    expect(changed.scans[1]).toBe(two.scans[1]);
    expect(dropScan(two, 'a').scans).toEqual([scan('b')]);
  });
});
