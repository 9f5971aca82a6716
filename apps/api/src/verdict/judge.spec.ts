import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, judge, type UnitEvidence } from './judge.ts';
import { PURPOSES, RULES, type RuleCode, verdictOf } from './rules.ts';

const aUnit = (more: Partial<UnitEvidence> = {}): UnitEvidence => ({
  isContainer: false,
  state: 'active',
  holder: 'us',
  shipment: null,
  involved: true,
  containsHeld: false,
  lots: [{ number: 'A1', expiry: '2027-06-30', recalled: false }],
  stated: false,
  prefixCovered: true,
  since: '2 May 2026',
  justRecorded: false,
  ...more,
});
const evidence = (unit: UnitEvidence | null, more: Partial<Evidence> = {}): Evidence => ({
  purpose: 'CHECK',
  asker: 'us',
  askerIsRegulator: false,
  ambiguous: false,
  printed: { lot: 'A1', expiry: '2027-06-30' },
  today: '2026-11-22',
  issuers: 1,
  unit,
  ...more,
});
const judged = (unit: UnitEvidence | null, more: Partial<Evidence> = {}) => {
  const reasons = judge(evidence(unit, more));
  return { verdict: verdictOf(reasons), codes: reasons.map(({ code }) => code) };
};
const lot = (more: Partial<UnitEvidence['lots'][number]>) => [{ number: 'A1', expiry: '2027-06-30', recalled: false, ...more }];

describe('the verdict', () => {
  it('matches when the record agrees', () => {
    expect(judged(aUnit())).toEqual({ verdict: 'MATCHES', codes: [] });
  });
  it.each<[string, UnitEvidence | null, Partial<Evidence>, string, RuleCode]>([
    ['a recalled lot', aUnit({ lots: lot({ recalled: true }) }), {}, 'DO_NOT_USE', 'RECALLED'],
    ['an expired lot', aUnit({ lots: lot({ expiry: '2026-11-21' }) }), { printed: { lot: 'A1', expiry: '2026-11-21' } }, 'DO_NOT_USE', 'EXPIRED'],
    ['an illegitimate package', aUnit({ state: 'illegitimate' }), {}, 'DO_NOT_USE', 'ILLEGITIMATE'],
    ['a package dispensed elsewhere', aUnit({ state: 'dispensed', holder: 'them' }), {}, 'DO_NOT_USE', 'DISPENSED_ELSEWHERE'],
    ['a package dispensed here long ago', aUnit({ state: 'dispensed' }), {}, 'DO_NOT_USE', 'ALREADY_DISPENSED'],
    ['a decommissioned package', aUnit({ state: 'decommissioned' }), {}, 'DO_NOT_USE', 'DECOMMISSIONED'],
    ['a package without data', null, {}, 'CHECK_NEEDED', 'NO_DATA_YET'],
    ['another lot than printed', aUnit(), { printed: { lot: 'B2', expiry: null } }, 'CHECK_NEEDED', 'LOT_MISMATCH'],
    ['another expiry than printed', aUnit(), { printed: { lot: 'A1', expiry: '2027-07-31' } }, 'CHECK_NEEDED', 'EXPIRY_MISMATCH'],
    ['a serial that two issuers claim', aUnit(), { issuers: 2 }, 'CHECK_NEEDED', 'TWO_ISSUERS'],
    ['a commissioner whose prefixes do not cover it', aUnit({ prefixCovered: false }), {}, 'CHECK_NEEDED', 'PREFIX_NOT_COVERED'],
    ['quarantine', aUnit({ state: 'quarantined' }), {}, 'CHECK_NEEDED', 'HELD'],
    ['a container that holds something held', aUnit({ isContainer: true, containsHeld: true }), {}, 'CHECK_NEEDED', 'CONTAINS_HELD'],
    ['a shipment to us when we dispense', aUnit({ state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'us' } }), { purpose: 'DISPENSE' }, 'CHECK_NEEDED', 'NOT_RECEIVED_YET'],
    ['a shipment to others', aUnit({ state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'others' } }), {}, 'CHECK_NEEDED', 'ON_ITS_WAY'],
    ['what others hold', aUnit({ holder: 'them' }), {}, 'CHECK_NEEDED', 'NOT_IN_YOUR_CUSTODY'],
    ['an ambiguous barcode', aUnit(), { ambiguous: true }, 'CHECK_NEEDED', 'BARCODE_AMBIGUOUS'],
    ['what we shipped ourselves', aUnit({ state: 'in_transit', shipment: { from: 'us', to: 'them' } }), {}, 'MATCHES', 'SHIPPED_BY_YOU'],
    ['a shipment to us at receiving', aUnit({ state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'us' } }), { purpose: 'RECEIVE' }, 'MATCHES', 'NOT_RECEIVED_YET'],
    ['a second scan within minutes', aUnit({ state: 'dispensed', justRecorded: true }), {}, 'MATCHES', 'ALREADY_RECORDED'],
    ['stock scanned at receiving', aUnit(), { purpose: 'RECEIVE' }, 'MATCHES', 'ALREADY_RECEIVED'],
    ['goods stated by a supplier', aUnit({ stated: true }), {}, 'MATCHES', 'STATED_BY_SUPPLIER'],
    ['a bottle dispensed in part, to be dispensed', aUnit({ state: 'partially_dispensed' }), { purpose: 'DISPENSE' }, 'MATCHES', 'PARTLY_DISPENSED'],
  ])('for %s', (_, unit, more, verdict, code) => {
    const result = judged(unit, more);
    expect(result.verdict).toBe(verdict);
    expect(result.codes).toContain(code);
  });
  it('is not expired on its last day, and is on the day after', () => {
    const on = (today: string) => judged(aUnit({ lots: lot({ expiry: '2026-11-22' }) }), { today, printed: { lot: null, expiry: null } }).codes;
    expect(on('2026-11-22')).not.toContain('EXPIRED');
    expect(on('2026-11-23')).toContain('EXPIRED');
  });
  it('tells a container with some recalled contents from one with nothing else', () => {
    const some = [...lot({ recalled: true }), { number: 'B', expiry: '2027-01-31', recalled: false }];
    expect(judged(aUnit({ isContainer: true, lots: some })).codes).toEqual(['CONTAINS_RECALLED']);
    expect(judged(aUnit({ isContainer: true, lots: lot({ recalled: true }) })).verdict).toBe('DO_NOT_USE');
  });
  it('tells a stranger whether what is printed agrees, and never what is recorded', () => {
    const stranger = { asker: 'them' };
    const agrees = judge(evidence(aUnit({ involved: false }), stranger));
    expect(agrees.map(({ code }) => code)).toEqual(['NOT_IN_YOUR_CUSTODY', 'LOT_AND_EXPIRY_AGREE']);
    const differs = judge(evidence(aUnit({ involved: false, lots: lot({ number: 'SECRET', expiry: '2031-01-31' }) }), stranger));
    expect(JSON.stringify(differs)).not.toMatch(/SECRET|2031/);
    expect(differs.map(({ code }) => code)).toContain('LOT_MISMATCH');
  });
  it('gives every purpose a severity and a next step in every rule, and never says genuine or safe', () => {
    for (const rule of Object.values(RULES)) expect(JSON.stringify(rule)).not.toMatch(/genuine|safe\b|fake|counterfeit/i);
    fc.assert(
      fc.property(fc.constantFrom(...PURPOSES), fc.constantFrom('active', 'quarantined', 'in_transit', 'dispensed', 'decommissioned', 'illegitimate', 'partially_dispensed'), fc.boolean(), fc.boolean(), (purpose, state, involved, recalled) => {
        const reasons = judge(evidence(aUnit({ state, involved, lots: lot({ recalled }) }), { purpose }));
        for (const { message, next } of reasons) expect(message.length * next.length).toBeGreaterThan(0);
        if (recalled) expect(verdictOf(reasons)).toBe('DO_NOT_USE');
      }),
    );
  });
});
