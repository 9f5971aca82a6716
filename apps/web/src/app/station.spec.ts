import { describe, expect, it } from 'vitest';
import { jobsOf, keepStation, lastStation, mustChoose, startOf } from './station';

const site = (gln: string) => ({ gln, name: gln, timeZone: 'UTC' });
const session = (sites: number, chosen = false) => ({ organisation: { id: 'o', name: 'O', gln: '1', kinds: [], sites: Array.from({ length: sites }, (_, at) => site(String(at))) }, site: chosen ? site('0') : null });

describe('where one stands', () => {
  it('is asked of who has several sites and has chosen none, and of nobody else', () => {
    expect([session(2), session(2, true), session(1, true), session(1), session(0)].map(mustChoose)).toEqual([true, false, false, false, false]);
  });
  it('is what it was the last time, for the same person', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    keepStation(storage, 'ann', { site: '7', job: 'DISPENSE' });
    expect(lastStation(storage, 'ann')).toEqual({ site: '7', job: 'DISPENSE' });
    expect(lastStation(storage, 'ben')).toBeNull();
    for (const broken of ['{', '{"site":7,"job":"DISPENSE"}', '{"site":"7","job":"REST"}']) expect(lastStation({ getItem: () => broken }, 'ann')).toBeNull();
  });
  it('offers the jobs of a role, and each leads to its page', () => {
    expect(jobsOf('PHARMACIST')).toEqual(['RECEIVE', 'DISPENSE', 'CHECK']);
    expect(jobsOf('DISTRIBUTOR')).not.toContain('DISPENSE');
    expect(jobsOf('REGULATOR')).toEqual([]);
    expect([startOf('RECEIVE'), startOf('DISPENSE'), startOf('CHECK')]).toEqual(['/receiving', '/scan', '/scan']);
  });
});
