import { describe, expect, it } from 'vitest';
import { actionsFor } from './actions';

const pack = { verdict: 'MATCHES', reasons: [], package: { state: 'ACTIVE' } } as const;

describe('what a scan leads to', () => {
  it('is to dispense, when asked for that and the record matches', () => {
    expect(actionsFor(pack, 'DISPENSE', 'PHARMACIST')).toEqual(['DISPENSE', 'DISPENSE_PART']);
    expect(actionsFor(pack, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('is never to dispense what does not match, but to quarantine it', () => {
    const recalled = { ...pack, verdict: 'DO_NOT_USE', reasons: [{ actions: ['QUARANTINE', 'OPEN_RECALL'] }] } as const;
    expect(actionsFor(recalled, 'DISPENSE', 'PHARMACIST')).toEqual(['QUARANTINE', 'OPEN_RECALL']);
    expect(actionsFor({ ...pack, verdict: 'COULD_NOT_ASK' }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is never to dispense a container', () => {
    expect(actionsFor({ ...pack, package: null }, 'DISPENSE', 'PHARMACIST')).toEqual([]);
  });

  it('is what the reasons name and nothing else, the gravest first and each once', () => {
    const reasons = [{ actions: ['REPORT_EXCEPTION', 'QUARANTINE'] }, { actions: ['OPEN_CASE', 'QUARANTINE'] }, { actions: [] }] as const;
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons }, 'CHECK', 'PHARMACIST')).toEqual(['REPORT_EXCEPTION', 'QUARANTINE', 'OPEN_CASE']);
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED' }, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('shows what the reasons name in its own place: a choice of readings, another scan', () => {
    const reasons = [{ actions: ['SHOW_CANDIDATES'] }, { actions: ['SCAN_AGAIN'] }] as const;
    expect(actionsFor({ ...pack, verdict: 'CHECK_NEEDED', reasons, package: null }, 'CHECK', 'PHARMACIST')).toEqual([]);
  });

  it('is nothing for an operator', () => {
    expect(actionsFor({ ...pack, verdict: 'DO_NOT_USE', reasons: [{ actions: ['QUARANTINE'] }] }, 'CHECK', 'OPERATOR')).toEqual([]);
  });
});
