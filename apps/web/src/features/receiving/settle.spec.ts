import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference';
import { expectedOf, type ExpectedUnit } from './expected';
import { laneOf } from './lanes';
import type { Scanned, Told } from './scanned';
import { settle, type Mode } from './settle';

const GTIN = '00300010123455';
const SHIPMENT = 'here';
const pack = (serial: string, container: string | null = null, more: Partial<ExpectedUnit> = {}): ExpectedUnit => ({
  epc: `(01)${GTIN}(21)${serial}`,
  container,
  kind: 'PACKAGE',
  product: 'Epcistra',
  lot: 'A1',
  expiry: '2027-11-30',
  recalled: false,
  expired: false,
  ...more,
});
const box = (sscc: string, container: string | null = null): ExpectedUnit => ({
  ...pack('', container),
  epc: `(00)${sscc}`,
  kind: 'CASE',
  product: null,
  lot: null,
  expiry: null,
});
const TOTE = '(00)003000100000000015';
const CASE = '(00)003000100000000022';
const PALLET = '(00)003000100000000039';

const told = (more: Partial<Told> = {}): Told => ({
  verdict: 'MATCHES',
  codes: ['NOT_RECEIVED_YET'],
  why: 'It is on its way to you.',
  next: 'Receive it.',
  shipmentId: SHIPMENT,
  product: 'Epcistra',
  lot: 'A1',
  isContainer: false,
  candidates: [],
  repairs: [],
  ...more,
});
const stranger = (code: string, more: Partial<Told> = {}) => told({ verdict: 'CHECK_NEEDED', codes: [code], why: code, shipmentId: null, ...more });
const recalled = told({ verdict: 'DO_NOT_USE', codes: ['RECALLED', 'NOT_RECEIVED_YET'], why: 'The lot R9 is recalled.' });
function scan(what: string, answer: Told | null = told()): Scanned {
  const key = what.startsWith('(00)') ? `00/${what.slice(4)}` : `01/${GTIN}/21/${what}`;
  return { id: what, text: what.startsWith('(') ? what : `(01)${GTIN}(21)${what}`, key, at: 0, told: answer };
}
const epc = (serial: string) => `(01)${GTIN}(21)${serial}`;
const settled = (units: ExpectedUnit[], scans: Scanned[], mode: Mode = 'each', whole = true) =>
  settle({ expected: expectedOf(units, whole), scans, shipmentId: SHIPMENT, mode });

describe('a scan at the dock is sorted', () => {
  const expected = expectedOf([box(TOTE.slice(4)), pack('A', TOTE)], true);
  it.each([
    ['to stock when the record has nothing against it', scan('A'), 'stock'],
    ['to quarantine when it has', scan('A', recalled), 'quarantine'],
    ['to quarantine when it is damaged, whatever the record says', { ...scan('A'), damaged: true } as Scanned, 'quarantine'],
    ['as extra when it is recorded elsewhere', scan('B', stranger('NOT_IN_YOUR_CUSTODY')), 'extra'],
    ['as extra when nobody has recorded it', scan('C', stranger('NO_DATA_YET')), 'extra'],
    ['to the other delivery of ours that it belongs to', scan('D', told({ shipmentId: 'another' })), 'other'],
    ['as ours already when it is in stock', scan('E', stranger('ALREADY_RECEIVED', { verdict: 'MATCHES' })), 'owned'],
    ['as to be opened, being a container that holds recalled packages among others', scan(TOTE, told({ verdict: 'CHECK_NEEDED', codes: ['CONTAINS_RECALLED'], isContainer: true })), 'open'],
    ['as waiting until it is answered, even when it is announced: that is no match', scan('A', null), 'waiting'],
  ])('%s', (_, scanned, lane) => expect(laneOf(scanned, expected, SHIPMENT)).toBe(lane));
});

describe('a tote of which each package was scanned', () => {
  const tote = [box(TOTE.slice(4)), pack('A', TOTE), pack('B', TOTE), pack('R', TOTE, { lot: 'R9', recalled: true }), pack('S', TOTE)];

  it('is received as verified, without what is short, and only the odd package is put aside', () => {
    const result = settled(tote, [scan('A'), scan('B'), scan('R', recalled), scan('X', stranger('NOT_IN_YOUR_CUSTODY')), scan('U', stranger('NO_DATA_YET'))]);
    expect(result).toEqual({
      verified: [TOTE],
      inferred: [],
      missing: [{ epc: epc('S'), from: TOTE }],
      absent: [],
      extra: [epc('X'), epc('U')],
      damaged: [],
      held: [{ epc: epc('R'), why: 'The lot R9 is recalled.' }],
      landing: [],
      packages: 2,
    });
  });
  it('is not verified by what still waits for an answer', () => {
    expect(settled(tote, [scan('A'), scan('B', null), scan('R', null), scan('S', null)]).missing.map((each) => each.epc)).toEqual([epc('B'), epc('R'), epc('S')]);
  });
  it('names what is damaged, and holds it', () => {
    const result = settled(tote, [{ ...scan('A'), damaged: true }, scan('B'), scan('R', recalled), scan('S')]);
    expect(result.damaged).toEqual([epc('A')]);
    expect(result.held.map(({ epc: held }) => held)).toEqual([epc('A'), epc('R')]);
  });
  it('leaves to others what came for another delivery, and what is in stock already', () => {
    const result = settled(tote, [scan('A'), scan('Y', told({ shipmentId: 'another' })), scan('Z', stranger('ALREADY_RECEIVED'))]);
    expect([...result.extra, ...result.held]).toEqual([]);
  });
});

describe('a closed container', () => {
  const tote = [box(TOTE.slice(4)), pack('A', TOTE), pack('R', TOTE, { recalled: true })];

  it('is received by inference, and a recalled package in it is to be found and held', () => {
    expect(settled(tote, [scan(TOTE)])).toMatchObject({ verified: [], inferred: [TOTE], missing: [], held: [{ epc: epc('R'), why: 'RECALLED', unseen: true }], packages: 1 });
  });
  it('lands in quarantine by itself when all of it is recalled: nothing is left to hold', () => {
    const all = [box(TOTE.slice(4)), pack('R', TOTE, { recalled: true })];
    expect(settled(all, [scan(TOTE, recalled)])).toMatchObject({ inferred: [TOTE], held: [], landing: [TOTE], packages: 0 });
    expect(settled(all, [scan('R', recalled)])).toMatchObject({ verified: [TOTE], held: [], landing: [TOTE] });
  });
  it('that has not come is absent, with what is in it', () => {
    expect(settled([...tote, pack('L')], [scan('L')])).toMatchObject({ verified: [epc('L')], absent: [TOTE], missing: [] });
  });
});

describe('a pallet of cases', () => {
  const pallet = [box(PALLET.slice(4)), box(CASE.slice(4), PALLET), pack('A', CASE), pack('B', CASE), box(TOTE.slice(4), PALLET), pack('C', TOTE)];

  it('misses a whole case as one', () => {
    expect(settled(pallet, [scan('A'), scan('B')])).toMatchObject({ verified: [PALLET], missing: [{ epc: TOTE, from: PALLET }] });
  });
  it('is inferred while one of its cases is closed, though each case was scanned', () => {
    expect(settled(pallet, [scan(CASE), scan('C')])).toMatchObject({ verified: [], inferred: [PALLET], missing: [], packages: 3 });
  });
});

describe('receiving everything', () => {
  const tote = [box(TOTE.slice(4)), pack('A', TOTE), pack('B', TOTE), pack('L')];
  it('takes the sample for what it is: what was not in it is not missing', () => {
    expect(settled(tote, [scan('A')], 'all')).toMatchObject({ verified: [], inferred: [TOTE, epc('L')], missing: [], absent: [], packages: 3 });
  });
  it('still puts aside what the sample brought to light', () => {
    const result = settled(tote, [scan('A', recalled), scan('X', stranger('NO_DATA_YET'))], 'all');
    expect([result.held.map(({ epc: held }) => held), result.extra]).toEqual([[epc('A')], [epc('X')]]);
  });
});

it('a package out of a container too large to be listed is received by itself', () => {
  expect(settled([box(PALLET.slice(4))], [scan('A')], 'each', false)).toMatchObject({ verified: [epc('A')], absent: [PALLET] });
});

describe('the running difference', () => {
  const units = [box(TOTE.slice(4)), pack('A', TOTE), pack('B', TOTE, { lot: 'A2' }), pack('C', TOTE, { lot: 'A2' }), pack('R', TOTE, { lot: 'R9', recalled: true })];
  const lines = (scans: Scanned[]) => differenceOf(expectedOf(units, true), scans, SHIPMENT).map(({ expected, here, lot }) => [lot, here, expected]);

  it('counts by product and lot what was found of what is announced', () => {
    expect(lines([scan('A'), scan('C'), scan('R', recalled), scan('X', stranger('NO_DATA_YET'))])).toEqual([['A1', 1, 1], ['A2', 1, 2], ['R9', 1, 1]]);
  });
  it('counts a closed container whole, until it is opened; and nothing that waits', () => {
    expect(lines([scan(TOTE)])).toEqual([['A1', 1, 1], ['A2', 2, 2], ['R9', 1, 1]]);
    expect(lines([scan(TOTE), scan('A')])).toEqual([['A1', 1, 1], ['A2', 0, 2], ['R9', 0, 1]]);
    expect(lines([scan('A', null)])).toEqual([['A1', 0, 1], ['A2', 0, 2], ['R9', 0, 1]]);
  });
});
