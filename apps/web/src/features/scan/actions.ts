import type { ResultOf } from '../../app/graphql';
import type { UserRole } from '../../app/session';
import type { ReasonFields } from '../../verdict/reasons';
import type { ScanPurpose, Verdict } from '../../verdict/words';

type Told = ResultOf<typeof ReasonFields>['action'];

/** What can be pressed after a scan: what its reasons lead to, and dispensing, which needs no reason. */
export type ScanAction = Exclude<Told, 'NONE' | 'SCAN_AGAIN' | 'SHOW_CANDIDATES'> | 'DISPENSE' | 'DISPENSE_PART';

interface Asked {
  verdict: Verdict;
  reasons: readonly { code: string; action: Told }[];
  package: { state: string | null } | null;
  shipment: object | null;
}

/** Of these nothing is in the hands of who scanned it, as far as the record knows: it cannot be quarantined in the record. */
const NOT_HELD_HERE = ['NO_DATA_YET', 'NOT_IN_YOUR_CUSTODY', 'ON_ITS_WAY', 'SHIPPED_BY_YOU', 'DISPENSED_ELSEWHERE'];

/** What the scan leads to, the likeliest first: what the server's reasons name, the gravest reason's first. Whether it may be done, the ledger decides. */
export function actionsFor(answer: Asked, purpose: ScanPurpose, role: UserRole): ScanAction[] {
  if (role === 'OPERATOR') return [];
  const actions = new Set<ScanAction>();
  const stocked = ['ACTIVE', 'PARTIALLY_DISPENSED'].includes(answer.package?.state?.toUpperCase() ?? '');
  if (purpose === 'DISPENSE' && answer.verdict === 'MATCHES' && stocked) actions.add('DISPENSE').add('DISPENSE_PART');
  for (const { action } of answer.reasons) if (action !== 'NONE' && action !== 'SCAN_AGAIN' && action !== 'SHOW_CANDIDATES') actions.add(action);
  // Of a shipment on its way one may take the one package, or all.
  if (actions.has('RECEIVE') && answer.shipment) actions.add('OPEN_SHIPMENT');
  const doubtful = answer.verdict === 'DO_NOT_USE' || answer.verdict === 'CHECK_NEEDED';
  if (role !== 'REGULATOR' && doubtful && stocked && !answer.reasons.some(({ code }) => NOT_HELD_HERE.includes(code))) actions.add('QUARANTINE');
  return [...actions];
}
