import { describe, expect, it } from 'vitest';
import { actionsFor } from './actions';

const pack = {
  verdict: 'MATCHES',
  reasons: [],
  unit: { kind: 'PACKAGE' },
  package: { state: 'active' },
  container: null,
  shipment: null,
} as const;
const coming = {
  ...pack,
  verdict: 'CHECK_NEEDED',
  reasons: [{ code: 'NOT_RECEIVED_YET' }],
  package: { state: 'IN_TRANSIT' },
  shipment: {},
} as const;

describe('what a scan leads to', () => {
  it('is to dispense, when asked for that and the record matches', () => {
    expect(actionsFor(pack, 'DISPENSE', 'PHARMACIST')).toEqual(['dispense', 'dispense-part']);
  });

  it('is never to dispense what does not match, but to quarantine it', () => {
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE' }, 'DISPENSE', 'PHARMACIST')).toEqual(['quarantine']);
    expect(actionsFor({ ...pack, verdict: 'COULD_NOT_ASK' }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is never to dispense a container', () => {
    expect(actionsFor({ ...pack, package: null, container: {} }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is to receive what is on its way here, one or the whole shipment', () => {
    expect(actionsFor(coming, 'CHECK', 'PHARMACIST')).toEqual(['receive-unit', 'open-shipment']);
  });

  it('is to receive it before it is dispensed', () => {
    expect(actionsFor(coming, 'DISPENSE', 'PHARMACIST')).toEqual(['open-shipment']);
  });

  it('is nothing for what is finished, and nothing for a regulator', () => {
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE', package: { state: 'dispensed' } }, 'CHECK', 'PHARMACIST')).toEqual([]);
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE' }, 'CHECK', 'REGULATOR')).toEqual([]);
  });

  it('is to take a dispensing back, where it was dispensed, and nowhere else', () => {
    const dispensed = { ...pack, verdict: 'DO_NOT_USE', package: { state: 'DISPENSED' } } as const;
    for (const code of ['ALREADY_DISPENSED', 'ALREADY_RECORDED'])
      expect(actionsFor({ ...dispensed, reasons: [{ code }] }, 'DISPENSE', 'PHARMACIST')).toEqual(['undo-dispense']);
    expect(actionsFor({ ...dispensed, reasons: [{ code: 'DISPENSED_ELSEWHERE' }] }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('does not quarantine twice, but offers to release what was checked, unless something still speaks against it', () => {
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE', package: { state: 'quarantined' } }, 'CHECK', 'PHARMACIST')).toEqual([]);
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', package: { state: 'QUARANTINED' } }, 'CHECK', 'PHARMACIST')).toEqual(['release']);
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE', package: { state: 'quarantined' } }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is nothing for what the record does not have here: it can only be put aside', () => {
    for (const code of ['NO_DATA_YET', 'NOT_IN_YOUR_CUSTODY', 'ON_ITS_WAY', 'DISPENSED_ELSEWHERE'])
      expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons: [{ code }] }, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('is not to receive what one has shipped oneself', () => {
    expect(actionsFor({ ...coming, verdict: 'MATCHES', reasons: [{ code: 'SHIPPED_BY_YOU' }] }, 'CHECK', 'DISTRIBUTOR')).toEqual([]);
  });
});
