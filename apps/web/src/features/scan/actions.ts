import type { UserRole } from '../../app/session';
import type { ScanPurpose, Verdict } from '../../verdict/words';

export type ScanAction = 'receive-unit' | 'open-shipment' | 'dispense' | 'dispense-part' | 'quarantine' | 'release';

interface Asked {
  verdict: Verdict;
  unit: { kind: string } | null;
  package: { state: string | null } | null;
  container: object | null;
  shipment: { state: string } | null;
}

/** What the scan leads to, the likeliest first. It offers; whether it may be done, the ledger decides. */
export function actionsFor(answer: Asked, purpose: ScanPurpose, role: UserRole): ScanAction[] {
  if (role === 'REGULATOR' || role === 'OPERATOR' || (!answer.package && !answer.container)) return [];
  const state = (answer.package?.state ?? '').toLowerCase();
  if (['dispensed', 'decommissioned', 'destroyed'].includes(state)) return [];
  const actions: ScanAction[] = [];
  // A container is open to look at: only a package of one's own is ever given to a patient.
  const expected = answer.shipment !== null && ['expected', 'open', 'in_transit'].includes(answer.shipment.state.toLowerCase());
  if (expected && purpose !== 'DISPENSE') actions.push('receive-unit', 'open-shipment');
  else if (expected) actions.push('open-shipment');
  if (purpose === 'DISPENSE' && answer.verdict === 'MATCHES' && answer.package && !expected) actions.push('dispense', 'dispense-part');
  if (!expected && (answer.verdict === 'DO_NOT_USE' || answer.verdict === 'CHECK_NEEDED') && state !== 'quarantined')
    actions.push('quarantine');
  if (!expected && state === 'quarantined' && purpose === 'CHECK' && answer.verdict !== 'DO_NOT_USE') actions.push('release');
  return actions;
}
