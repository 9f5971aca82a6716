/** Where a case of suspect product stands (21 U.S.C. 360eee-1(b)(4), (c)(4), (d)(4)). */
export const CASE_STATES = ['suspect', 'cleared', 'illegitimate', 'notified', 'dispositioned', 'termination_requested', 'terminated'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What can be done with a case. `record` is everything that is found out: notes, photos, checks, samples, what the form needs. */
export const CASE_ACTS = ['record', 'clearPart', 'clear', 'findIllegitimate', 'notifyFda', 'tellPartners', 'followUp', 'dispose', 'requestTermination', 'terminate'] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** Of the two whom an illegitimate product must be notified to, who knows. */
export interface Told {
  readonly fda: boolean;
  readonly partners: boolean;
}

/** Which acts a state allows, and where they lead. `told` is the state once FDA and the partners both know; until then it stays. */
const ROADS = {
  suspect: { record: 'suspect', clearPart: 'suspect', clear: 'cleared', findIllegitimate: 'illegitimate' },
  cleared: {},
  illegitimate: { record: 'illegitimate', notifyFda: 'told', tellPartners: 'told' },
  notified: { record: 'notified', tellPartners: 'notified', followUp: 'notified', dispose: 'dispositioned', requestTermination: 'termination_requested' },
  dispositioned: { record: 'dispositioned', tellPartners: 'dispositioned', followUp: 'dispositioned', dispose: 'dispositioned', requestTermination: 'termination_requested' },
  termination_requested: { record: 'termination_requested', tellPartners: 'termination_requested', followUp: 'termination_requested', dispose: 'termination_requested', terminate: 'terminated' },
  terminated: { followUp: 'terminated' },
} as const satisfies Record<CaseState, Partial<Record<CaseAct, CaseState | 'told'>>>;

/** The state after an act; null where the state does not allow it. `told` is who knew before. */
export function stateAfter(state: CaseState, act: CaseAct, told: Told): CaseState | null {
  const roads: Partial<Record<CaseAct, CaseState | 'told'>> = ROADS[state];
  const to = roads[act] ?? null;
  if (to !== 'told') return to;
  const both = act === 'notifyFda' ? told.partners : told.fda;
  return both ? 'notified' : state;
}

/** The acts that a state allows. */
export const actsIn = (state: CaseState): CaseAct[] => CASE_ACTS.filter((act) => Object.hasOwn(ROADS[state], act));

/** Whether the case is over: then its six years begin. */
export const isConcluded = (state: CaseState): boolean => state === 'cleared' || state === 'terminated';
