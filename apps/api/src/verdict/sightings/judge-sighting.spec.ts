import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance.ts';
import { judgeSighting, type SightingCase, TOLERANCE } from './judge-sighting.ts';
import { lifeOf, type TimedStep } from './life-of.ts';
import type { Life, Place, Sighting } from './sighting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T = Date.parse('2026-11-01T08:00:00Z');
const CHICAGO: Place = { latitude: 41.88, longitude: -87.63, withinKm: 1 };
const SEATTLE: Place = { latitude: 47.61, longitude: -122.33, withinKm: 1 };

/** Made, sent to the wholesaler, then at day 5 to the pharmacy, who received it at day 6. */
const steps: TimedStep[] = [
  { type: 'commission', state: 'active', by_party: 'maker', holder: 'maker', shipment: null, happened: T },
  { type: 'ship', state: 'in_transit', by_party: 'maker', holder: 'maker', shipment: 's1', happened: T + DAY },
  { type: 'receive', state: 'active', by_party: 'wholesaler', holder: 'wholesaler', shipment: null, happened: T + 2 * DAY },
  { type: 'ship', state: 'in_transit', by_party: 'wholesaler', holder: 'wholesaler', shipment: 's2', happened: T + 5 * DAY },
  { type: 'receive', state: 'active', by_party: 'pharmacy', holder: 'pharmacy', shipment: null, happened: T + 6 * DAY },
];
const dispensed: TimedStep = { type: 'dispense', state: 'dispensed', by_party: 'pharmacy', holder: 'pharmacy', shipment: null, happened: T + 8 * DAY };
const to = new Map([['s1', 'wholesaler'], ['s2', 'pharmacy']]);
const life = lifeOf('maker', steps, to);
const ended = lifeOf('maker', [...steps, dispensed], to);

const seen = (organisation: string, days: number, more: Partial<Sighting> = {}): Sighting => ({ id: `${organisation} ${days}`, at: T + days * DAY, organisation, place: null, purpose: 'CHECK', oversight: false, ...more });
const judged = (sighting: Sighting, more: Partial<SightingCase> = {}) => {
  const verdict = judgeSighting({ sighting, lives: [life], others: [], now: T + 60 * DAY, ...more });
  return verdict.kind === 'conflict' ? [verdict.conflict.rule, verdict.conflict.recorded, verdict.conflict.seen].join(' ') : verdict.kind;
};

describe('the life of a package', () => {
  it('is told by its steps: who held it when, on which ways it was, and its end', () => {
    expect(life.stays).toEqual([
      { holder: 'maker', from: T, to: T + DAY },
      { holder: 'wholesaler', from: T + 2 * DAY, to: T + 5 * DAY },
      { holder: 'pharmacy', from: T + 6 * DAY, to: null },
    ]);
    expect(life.ways.map(({ from, to: addressee }) => `${from} ${addressee}`)).toEqual(['maker wholesaler', 'wholesaler pharmacy']);
    expect(ended.end).toEqual({ by: 'pharmacy', at: T + 8 * DAY });
    const undone: TimedStep = { ...dispensed, type: 'undo', state: 'active', happened: T + 9 * DAY };
    expect(lifeOf('maker', [...steps, dispensed, undone], to).end).toBeNull();
  });
  it('begins on its way, where a supplier’s document attests to it', () => {
    const attested: TimedStep[] = [{ type: 'commission', state: 'in_transit', by_party: 'pharmacy', holder: null, shipment: 's2', happened: T }];
    expect(lifeOf('pharmacy', attested, to)).toMatchObject({ stays: [], ways: [{ to: 'pharmacy', left: T }] });
  });
});

describe('one code in two hands', () => {
  it.each<[string, Sighting, Life, string]>([
    ['scanned by another after it was dispensed', seen('other', 9), ended, 'SEEN_AFTER_END pharmacy other'],
    ['received again by who dispensed it, days later', seen('pharmacy', 12, { purpose: 'RECEIVE' }), ended, 'SEEN_AFTER_END pharmacy pharmacy'],
    ['scanned at a pharmacy before the original leaves for another', seen('other', 1), life, 'SEEN_ELSEWHERE pharmacy other'],
    ['scanned at the very pharmacy that it will come to, days before it leaves', seen('pharmacy', 1.5), life, 'SEEN_ELSEWHERE pharmacy pharmacy'],
    ['scanned at another while a pharmacy holds it', seen('other', 7, { purpose: 'RECEIVE' }), life, 'SEEN_ELSEWHERE pharmacy other'],
    ['received by a former holder after it was dispensed', seen('wholesaler', 12, { purpose: 'RECEIVE' }), ended, 'SEEN_AFTER_END pharmacy wholesaler'],
    ['received by who has long sent it on', seen('wholesaler', 12, { purpose: 'RECEIVE' }), life, 'SEEN_ELSEWHERE pharmacy wholesaler'],
  ])('is %s', (_, sighting, of, expected) => expect(judged(sighting, { lives: [of] })).toBe(expected));

  it('is what two issuers have with two holders at one time', () => {
    const attested = lifeOf('other', [{ type: 'receive', state: 'active', by_party: 'other', holder: 'other', shipment: null, happened: T }], to);
    expect(judged(seen('pharmacy', 7), { lives: [life, attested] })).toBe('OVERLAPPING_CUSTODY other pharmacy');
  });
  it('is what cannot have travelled that fast, whoever has it by the record', () => {
    const there = seen('pharmacy', 7, { place: CHICAGO, purpose: 'DISPENSE' });
    const two = (hours: number, more: Partial<Sighting> = {}) => judged(seen('other', 7 + hours / 24, { place: SEATTLE, ...more }), { others: [there], now: T + 8 * DAY });
    expect(distanceKm(CHICAGO, SEATTLE)).toBeCloseTo(2_790, -2);
    expect(two(2)).toBe('IMPOSSIBLE_TRAVEL pharmacy other');
    expect(two(-2)).toBe('IMPOSSIBLE_TRAVEL pharmacy other');
    // By air it can: then it waits for its data.
    expect(two(5)).toBe('wait');
    // A coarse address is given the benefit of its coarseness.
    expect(two(2, { place: { ...SEATTLE, withinKm: 1_500 } })).toBe('wait');
  });
});

describe('honest noise', () => {
  it.each<[string, Sighting, Partial<SightingCase>]>([
    ['its holder scans it, any number of times', seen('pharmacy', 7), {}],
    ['its addressee scans it before he receives it in the record', seen('pharmacy', 5.5, { purpose: 'RECEIVE' }), {}],
    ['goods that were there two days before their data', seen('pharmacy', 3.5), {}],
    ['a wholesaler looks up what a customer asks about', seen('wholesaler', 12), {}],
    ['the maker looks up what it made', seen('maker', 12), {}],
    ['a wholesaler looks up what a customer has dispensed', seen('wholesaler', 12), { lives: [ended] }],
    ['a regulator scans it anywhere', seen('authority', 7, { oversight: true, place: SEATTLE }), { others: [seen('pharmacy', 7, { place: CHICAGO })] }],
    ['a regulator scans it after its end', seen('authority', 9, { oversight: true }), { lives: [ended] }],
    ['a double scan at dispensing', seen('pharmacy', 8.001, { purpose: 'DISPENSE' }), { lives: [ended] }],
    ['its pharmacy looks it up weeks after', seen('pharmacy', 30), { lives: [ended] }],
    ['its pharmacy takes the empty bottle back', seen('pharmacy', 30, { purpose: 'RETURN' }), { lives: [ended] }],
    ['it moved between sites of one organisation overnight', seen('pharmacy', 7.6, { place: SEATTLE, purpose: 'DISPENSE' }), { others: [seen('pharmacy', 7, { place: CHICAGO, purpose: 'RECEIVE' })] }],
    ['head office looks up what a branch has in hand', seen('pharmacy', 7.001, { place: SEATTLE }), { others: [seen('pharmacy', 7, { place: CHICAGO, purpose: 'DISPENSE' })] }],
    ['nothing is on record of it', seen('other', 7), { lives: [] }],
  ])('is no alarm: %s', (_, sighting, more) => expect(judged(sighting, more)).toBe('explained'));

  it('waits three days for its data before anybody is told', () => {
    const sighting = seen('other', 7);
    expect(judgeSighting({ sighting, lives: [life], others: [], now: sighting.at + HOUR })).toEqual({ kind: 'wait', until: sighting.at + TOLERANCE.graceMs });
    const arrived = lifeOf('maker', [...steps, { type: 'ship', state: 'in_transit', by_party: 'pharmacy', holder: 'pharmacy', shipment: 's3', happened: T + 9 * DAY }], new Map([...to, ['s3', 'other']]));
    expect(judged(sighting, { lives: [arrived] })).toBe('explained');
  });
});
