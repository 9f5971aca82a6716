import type { Plan } from './kept-count';
import type { Settlement } from './settle';

/** One thing that is recorded after the confirm. */
export interface FinishStep {
  id: string;
  kind: 'verified' | 'inferred' | 'hold' | 'report';
  why?: string;
}

/** The steps of a plan, in the order in which they must be recorded: nothing is held before it is received. */
export function stepsOf({ report, settlement }: Pick<Plan, 'settlement' | 'report'>): FinishStep[] {
  const reasons = [...new Set(settlement.held.map(({ why }) => why))];
  return [
    ...(settlement.verified.length > 0 ? [{ id: 'verified', kind: 'verified' } as const] : []),
    ...(settlement.inferred.length > 0 ? [{ id: 'inferred', kind: 'inferred' } as const] : []),
    ...reasons.map((why) => ({ id: `hold ${why}`, kind: 'hold', why }) as const),
    ...(isTold(settlement, report) ? [{ id: 'report', kind: 'report' } as const] : []),
  ];
}

/** A plan as it is confirmed, with the ids of its commands. */
export function planOf(settlement: Settlement, report: boolean, makeId: () => string): Plan {
  const ids = Object.fromEntries(stepsOf({ settlement, report }).map(({ id }) => [id, makeId()]));
  return { settlement, report, done: [], ids, block: null, told: null };
}

export const isDone = (plan: Plan): boolean => stepsOf(plan).every(({ id }) => plan.done.includes(id));

const isTold = ({ absent, damaged, extra, missing }: Settlement, report: boolean): boolean => extra.length + missing.length + damaged.length > 0 || (report && absent.length > 0);

/** What each receipt says. What is odd is said once, with the first. */
export function receiptOf(kind: 'verified' | 'inferred', { report, settlement }: Pick<Plan, 'settlement' | 'report'>, sampled: number) {
  const { absent, damaged, extra, inferred, missing, verified } = settlement;
  const first = kind === 'verified' || verified.length === 0;
  const units = kind === 'verified' ? verified : inferred;
  return {
    units,
    // A package is missing from a container that is received by the same command.
    missing: missing.filter(({ from }) => units.includes(from)).map(({ epc }) => epc),
    damaged: first ? damaged : [],
    extra: first ? extra : [],
    absent: first && report ? absent : [],
    completeness: kind === 'verified' ? ('VERIFIED' as const) : ('INFERRED' as const),
    sampled: kind === 'inferred' && sampled > 0 ? sampled : null,
  };
}
