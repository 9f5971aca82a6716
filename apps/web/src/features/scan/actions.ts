import type { ResultOf } from '../../app/graphql';
import type { UserRole } from '../../app/session';
import type { ReasonFields } from '../../verdict/reasons';
import type { ScanPurpose, Verdict } from '../../verdict/words';

type Told = ResultOf<typeof ReasonFields>['actions'][number];

/** What has its own place on the page: a choice of readings, another scan. */
type ElsewhereShown = 'SCAN_AGAIN' | 'SHOW_CANDIDATES';

/** What can be pressed after a scan: what its reasons lead to, and dispensing, which needs no reason. */
export type ScanAction = Exclude<Told, ElsewhereShown> | 'DISPENSE' | 'DISPENSE_PART';

interface Asked {
  verdict: Verdict;
  reasons: readonly { actions: readonly Told[] }[];
  package: { state: string | null } | null;
}

/** What the scan leads to, the likeliest first: what the server's reasons name, the gravest reason's first. Whether it may be done, the ledger decides. */
export function actionsFor(answer: Asked, purpose: ScanPurpose, role: UserRole): ScanAction[] {
  if (role === 'OPERATOR') return [];
  const stocked = ['ACTIVE', 'PARTIALLY_DISPENSED'].includes(answer.package?.state?.toUpperCase() ?? '');
  const dispensing: ScanAction[] = purpose === 'DISPENSE' && answer.verdict === 'MATCHES' && stocked ? ['DISPENSE', 'DISPENSE_PART'] : [];
  return [...new Set([...dispensing, ...answer.reasons.flatMap(({ actions }) => actions.filter(isPressed))])];
}

const isPressed = (action: Told): action is Exclude<Told, ElsewhereShown> => action !== 'SCAN_AGAIN' && action !== 'SHOW_CANDIDATES';
