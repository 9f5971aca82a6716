import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../platform/language.ts';
import { type Evidence, judge, type UnitEvidence } from './judge.ts';
import { PURPOSES, RULE_CODES, type RuleCode, severityOf, verdictOf } from './rules.ts';
import { tell, wordsOf } from './wording/tell.ts';

const aUnit = (more: Partial<UnitEvidence> = {}): UnitEvidence => ({
  isContainer: false,
  inContainer: false,
  state: 'active',
  reason: null,
  holder: 'us',
  shipment: null,
  lacksStatement: false,
  senderLicenceEnded: null,
  involved: true,
  containsHeld: false,
  lots: [{ number: 'A1', expiry: '2027-06-30', recalled: false }],
  market: 'US',
  stated: false,
  prefixCovered: true,
  gap: false,
  overlapping: false,
  notices: [],
  since: '2 May 2026',
  daysSince: 3,
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
  country: 'US',
  licenceEnded: null,
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
    ['what was decommissioned as stolen', aUnit({ state: 'decommissioned', reason: 'stolen' }), {}, 'DO_NOT_USE', 'STOLEN'],
    ['one code in two hands at one time', aUnit({ overlapping: true }), { issuers: 2 }, 'CHECK_NEEDED', 'OVERLAPPING_CUSTODY'],
    ['a code that was seen elsewhere', aUnit({ notices: ['SEEN_ELSEWHERE'] }), {}, 'CHECK_NEEDED', 'SEEN_ELSEWHERE'],
    ['a code at two places too far apart', aUnit({ notices: ['IMPOSSIBLE_TRAVEL'] }), {}, 'CHECK_NEEDED', 'IMPOSSIBLE_TRAVEL'],
    ['a chain of holders with a gap', aUnit({ gap: true }), {}, 'CHECK_NEEDED', 'PEDIGREE_GAP'],
    ['a product of another market', aUnit(), { country: 'MX' }, 'CHECK_NEEDED', 'MARKET_MISMATCH'],
    ['a package whose container was shipped', aUnit({ state: 'in_transit', inContainer: true, shipment: { from: 'us', to: 'them' } }), {}, 'CHECK_NEEDED', 'OUTSIDE_ITS_CONTAINER'],
    ['a seller without a licence in force', aUnit({ state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'us' }, senderLicenceEnded: '2026-01-31' }), { purpose: 'RECEIVE' }, 'CHECK_NEEDED', 'LICENCE_LAPSED'],
    ['a holder without a licence in force, who dispenses', aUnit(), { purpose: 'DISPENSE', licenceEnded: '2026-01-31' }, 'CHECK_NEEDED', 'OWN_LICENCE_LAPSED'],
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
    expect(differs.map(({ code }) => code)).toContain('LOT_AND_EXPIRY_MISMATCH');
  });
  it('says one thing of a lot and an expiry that both differ', () => {
    expect(judged(aUnit(), { printed: { lot: 'B2', expiry: '2027-07-31' } }).codes).toEqual(['LOT_AND_EXPIRY_MISMATCH']);
  });
  it('warns of a printed expiry that has passed, whether or not data has arrived', () => {
    const printed = { lot: 'A1', expiry: '2026-11-21' };
    expect(judged(null, { printed })).toEqual({ verdict: 'DO_NOT_USE', codes: ['EXPIRED', 'NO_DATA_YET'] });
    expect(judged(aUnit({ involved: false }), { asker: 'them', printed }).codes).toContain('EXPIRED');
  });
  it('warns a stranger of what was stolen, declared illegitimate or decommissioned', () => {
    const stranger = (unit: Partial<UnitEvidence>) => judged(aUnit({ involved: false, ...unit }), { asker: 'them' });
    expect(stranger({ state: 'decommissioned', reason: 'stolen' })).toMatchObject({ verdict: 'DO_NOT_USE', codes: expect.arrayContaining(['STOLEN']) });
    expect(stranger({ state: 'decommissioned', reason: 'sample' }).codes).toContain('DECOMMISSIONED');
    expect(stranger({ state: 'illegitimate' }).codes).toContain('ILLEGITIMATE');
  });
  it('does not ask to receive what lacks its statement', () => {
    const coming = { state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'us' }, lacksStatement: true };
    expect(judged(aUnit(coming), { purpose: 'RECEIVE' })).toEqual({ verdict: 'CHECK_NEEDED', codes: ['STATEMENT_MISSING'] });
  });

  describe('what it leads to', () => {
    const actions = (code: RuleCode, unit: UnitEvidence | null, more: Partial<Evidence> = {}) => judge(evidence(unit, more)).find((each) => each.code === code)?.actions;
    it('is to quarantine what is recalled while it is in stock, and the recall for whoever had a part in it', () => {
      expect(actions('RECALLED', aUnit({ lots: lot({ recalled: true }) }))).toEqual(['QUARANTINE', 'OPEN_RECALL']);
      expect(actions('RECALLED', aUnit({ state: 'quarantined', lots: lot({ recalled: true }) }))).toEqual(['OPEN_RECALL']);
      expect(actions('RECALLED', aUnit({ involved: false, lots: lot({ recalled: true }) }), { asker: 'them' })).toEqual([]);
    });
    it('is, of stock in doubt, to quarantine it too: a package or a container', () => {
      expect(actions('LOT_MISMATCH', aUnit(), { printed: { lot: 'B2', expiry: null } })).toEqual(['REPORT_EXCEPTION', 'QUARANTINE']);
      expect(actions('PEDIGREE_GAP', aUnit({ isContainer: true, gap: true }))).toEqual(['OPEN_CASE', 'QUARANTINE']);
      expect(actions('PEDIGREE_GAP', aUnit({ gap: true, state: 'partially_dispensed' }))).toEqual(['OPEN_CASE', 'QUARANTINE']);
    });
    it('is not to quarantine twice, nor what is on its way or with another', () => {
      for (const unit of [{ state: 'quarantined' }, { state: 'in_transit', holder: 'us', shipment: { from: 'us', to: 'them' } }, { holder: 'them' }, { state: 'dispensed' }])
        expect(actions('PEDIGREE_GAP', aUnit({ gap: true, ...unit }))).toEqual(['OPEN_CASE']);
    });
    it('is to receive what is on its way here, the one or all that comes with it', () => {
      expect(actions('NOT_RECEIVED_YET', aUnit({ state: 'in_transit', holder: 'them', shipment: { from: 'them', to: 'us' } }))).toEqual(['RECEIVE', 'OPEN_SHIPMENT']);
    });
    it('is to release what is held, unless something speaks against any use', () => {
      expect(actions('HELD', aUnit({ state: 'quarantined' }))).toEqual(['RELEASE']);
      expect(actions('HELD', aUnit({ state: 'quarantined', lots: lot({ recalled: true }) }))).toEqual([]);
      expect(actions('HELD', aUnit({ state: 'quarantined' }), { purpose: 'DISPENSE' })).toEqual([]);
    });
    it('is to undo a dispensing of one’s own within ten days', () => {
      expect(actions('ALREADY_DISPENSED', aUnit({ state: 'dispensed', daysSince: 9 }))).toEqual(['UNDO_DISPENSE', 'OPEN_CASE']);
      expect(actions('ALREADY_DISPENSED', aUnit({ state: 'dispensed', daysSince: 10 }))).toEqual(['OPEN_CASE']);
    });
    it('is nothing that a regulator would have to do with another’s goods', () => {
      const authority = { asker: 'authority', askerIsRegulator: true };
      expect(actions('RECALLED', aUnit({ lots: lot({ recalled: true }) }), authority)).toEqual(['OPEN_RECALL']);
      expect(actions('TWO_ISSUERS', aUnit(), { ...authority, issuers: 2 })).toEqual([]);
    });
  });

  it('has words for every rule and purpose in every language, and never says genuine or safe', () => {
    for (const language of LANGUAGES) {
      for (const code of RULE_CODES) {
        for (const purpose of PURPOSES) {
          const { message, next } = wordsOf(code, purpose, language);
          expect(Math.min(message.length, next.length), `${code} ${language}`).toBeGreaterThan(8);
          expect(`${message} ${next}`).not.toMatch(/genuine|\bsafe\b|fake|counterfeit|authentic|auténtic|\bfals|segur|genuin/i);
          // Nothing is left open where the judge gives it no value.
          for (const [, name = ''] of message.matchAll(/\{(\w+)\}/g)) expect(['lot', 'expiry', 'when', 'why', 'market', 'country']).toContain(name);
        }
        if (PURPOSES.every((purpose) => severityOf(code, purpose) === null)) throw new Error(`${code} is never said`);
      }
    }
  });
  it('speaks in every combination of states without an empty sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PURPOSES), fc.constantFrom(...LANGUAGES), fc.constantFrom('active', 'quarantined', 'in_transit', 'dispensed', 'decommissioned', 'illegitimate', 'partially_dispensed'), fc.boolean(), fc.boolean(), (purpose, language, state, involved, recalled) => {
        const findings = judge(evidence(aUnit({ state, involved, lots: lot({ recalled }) }), { purpose }));
        for (const finding of findings) expect(tell(finding, purpose, language).message).not.toMatch(/\{|\}|undefined/);
        if (recalled) expect(verdictOf(findings)).toBe('DO_NOT_USE');
      }),
    );
  });
});
