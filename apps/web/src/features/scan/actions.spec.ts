import { describe, expect, it } from 'vitest';
import { actionsFor } from './actions';

const pack = { verdict: 'MATCHES', reasons: [], package: { state: 'ACTIVE' }, shipment: null } as const;
const coming = {
  ...pack,
  verdict: 'CHECK_NEEDED',
  reasons: [{ code: 'NOT_RECEIVED_YET', action: 'RECEIVE' }],
  package: { state: 'IN_TRANSIT' },
  shipment: {},
} as const;

describe('what a scan leads to', () => {
  it('is to dispense, when asked for that and the record matches', () => {
    expect(actionsFor(pack, 'DISPENSE', 'PHARMACIST')).toEqual(['DISPENSE', 'DISPENSE_PART']);
    expect(actionsFor(pack, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('is never to dispense what does not match, but to quarantine it', () => {
    const recalled = { ...pack, verdict: 'DO_NOT_USE', reasons: [{ code: 'RECALLED', action: 'QUARANTINE' }] } as const;
    expect(actionsFor(recalled, 'DISPENSE', 'PHARMACIST')).toEqual(['QUARANTINE']);
    expect(actionsFor({ ...pack, verdict: 'COULD_NOT_ASK' }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is never to dispense a container', () => {
    expect(actionsFor({ ...pack, package: null }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is to receive what is on its way here, one or the whole shipment', () => {
    expect(actionsFor(coming, 'CHECK', 'PHARMACIST')).toEqual(['RECEIVE', 'OPEN_SHIPMENT']);
  });

  it('is what the reasons name, the gravest first and each once', () => {
    const reasons = [
      { code: 'LOT_MISMATCH', action: 'REPORT_EXCEPTION' },
      { code: 'EXPIRY_MISMATCH', action: 'REPORT_EXCEPTION' },
      { code: 'STATED_BY_SUPPLIER', action: 'NONE' },
    ] as const;
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons }, 'CHECK', 'PHARMACIST')).toEqual(['REPORT_EXCEPTION', 'QUARANTINE']);
  });

  it('shows what the reasons name in its own place: a choice of readings, another scan', () => {
    const reasons = [
      { code: 'BARCODE_AMBIGUOUS', action: 'SHOW_CANDIDATES' },
      { code: 'NO_SERIAL', action: 'SCAN_AGAIN' },
    ] as const;
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons, package: null }, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('is to take a dispensing back, where the record lets it', () => {
    const dispensed = { ...pack, verdict: 'DO_NOT_USE', package: { state: 'DISPENSED' } } as const;
    expect(actionsFor({ ...dispensed, reasons: [{ code: 'ALREADY_DISPENSED', action: 'UNDO_DISPENSE' }] }, 'DISPENSE', 'PHARMACIST')).toEqual(['UNDO_DISPENSE']);
  });

  it('does not quarantine twice, nor what the record does not have here', () => {
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', package: { state: 'QUARANTINED' } }, 'CHECK', 'PHARMACIST')).toEqual([]);
    for (const code of ['NO_DATA_YET', 'NOT_IN_YOUR_CUSTODY', 'ON_ITS_WAY', 'DISPENSED_ELSEWHERE'])
      expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons: [{ code, action: 'ASK_SENDER' }] }, 'CHECK', 'PHARMACIST')).toEqual(['ASK_SENDER']);
  });

  it('is nothing for an operator, and no quarantine of another’s goods for a regulator', () => {
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE' }, 'CHECK', 'OPERATOR')).toEqual([]);
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE', reasons: [{ code: 'RECALLED', action: 'OPEN_RECALL' }] }, 'CHECK', 'REGULATOR')).toEqual(['OPEN_RECALL']);
  });
});
