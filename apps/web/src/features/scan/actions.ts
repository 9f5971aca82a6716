import type { UserRole } from '../../app/session';
import type { ScanPurpose, Verdict } from '../../verdict/words';

export type ScanAction = 'receive-unit' | 'open-shipment' | 'dispense' | 'dispense-part' | 'quarantine' | 'release' | 'undo-dispense';

interface Asked {
  verdict: Verdict;
  reasons: readonly { code: string }[];
  unit: { kind: string } | null;
  package: { state: string | null } | null;
  container: object | null;
  shipment: object | null;
}

/** Of these nothing is in the hands of who scanned it, as far as the record knows: whatever he asked for would be refused. */
const NOT_HELD_HERE = ['NO_DATA_YET', 'NOT_IN_YOUR_CUSTODY', 'ON_ITS_WAY', 'SHIPPED_BY_YOU', 'DISPENSED_ELSEWHERE'];

/** Dispensed by the organisation that scans. */
const DISPENSED_HERE = ['ALREADY_DISPENSED', 'ALREADY_RECORDED'];

/** What the scan leads to, the likeliest first. It offers; whether it may be done, the ledger decides. */
export function actionsFor(answer: Asked, purpose: ScanPurpose, role: UserRole): ScanAction[] {
  if (role === 'REGULATOR' || role === 'OPERATOR' || (!answer.package && !answer.container)) return [];
  const state = (answer.package?.state ?? '').toLowerCase();
  const codes = answer.reasons.map(({ code }) => code);
  // A mis-scan is taken back where it happened; that it is too late or another site, the record says.
  if (state === 'dispensed') return codes.some((code) => DISPENSED_HERE.includes(code)) ? ['undo-dispense'] : [];
  if (['decommissioned', 'destroyed'].includes(state)) return [];
  if (codes.some((code) => NOT_HELD_HERE.includes(code))) return [];
  const actions: ScanAction[] = [];
  // A container is open to look at: only a package of one's own is ever given to a patient.
  const expected = answer.shipment !== null && codes.includes('NOT_RECEIVED_YET');
  if (expected && purpose !== 'DISPENSE') actions.push('receive-unit', 'open-shipment');
  else if (expected) actions.push('open-shipment');
  if (purpose === 'DISPENSE' && answer.verdict === 'MATCHES' && answer.package && !expected) actions.push('dispense', 'dispense-part');
  if (!expected && (answer.verdict === 'DO_NOT_USE' || answer.verdict === 'CHECK_NEEDED') && state !== 'quarantined')
    actions.push('quarantine');
  if (!expected && state === 'quarantined' && purpose === 'CHECK' && answer.verdict !== 'DO_NOT_USE') actions.push('release');
  return actions;
}
