import { describe, expect, it } from 'vitest';
import { actsIn, CASE_ACTS, CASE_STATES, type CaseAct, type CaseState, isConcluded, stateAfter, type Told } from './case-states.ts';

const TOLD: Told[] = [
  { fda: false, partners: false },
  { fda: true, partners: false },
  { fda: false, partners: true },
  { fda: true, partners: true },
];

/** Every road there is, written out: from, act, to, and where it depends on who knows already, then for whom. */
const EXPECTED: Record<CaseState, Partial<Record<CaseAct, CaseState | readonly [CaseState, CaseState, CaseState, CaseState]>>> = {
  suspect: { record: 'suspect', clearPart: 'suspect', clear: 'cleared', findIllegitimate: 'illegitimate' },
  cleared: {},
  illegitimate: {
    record: 'illegitimate',
    notifyFda: ['illegitimate', 'illegitimate', 'notified', 'notified'],
    tellPartners: ['illegitimate', 'notified', 'illegitimate', 'notified'],
  },
  notified: { record: 'notified', tellPartners: 'notified', followUp: 'notified', dispose: 'dispositioned', requestTermination: 'termination_requested' },
  dispositioned: { record: 'dispositioned', tellPartners: 'dispositioned', followUp: 'dispositioned', dispose: 'dispositioned', requestTermination: 'termination_requested' },
  termination_requested: { record: 'termination_requested', tellPartners: 'termination_requested', followUp: 'termination_requested', dispose: 'termination_requested', terminate: 'terminated' },
  terminated: { followUp: 'terminated' },
};

const NOBODY: Told = { fda: false, partners: false };

/** Every state that can be reached from one, by any acts, whoever knows. */
function reachable(from: CaseState): Set<CaseState> {
  const seen = new Set<CaseState>();
  for (const open = [from]; open.length > 0; ) {
    const state = open.pop() as CaseState;
    for (const act of CASE_ACTS) {
      for (const told of TOLD) {
        const to = stateAfter(state, act, told);
        if (to === null || seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
  }
  return seen;
}

describe('the states of a case', () => {
  it.each(CASE_STATES.flatMap((state) => CASE_ACTS.flatMap((act) => TOLD.map((told, i) => [state, act, told, i] as const))))('%s, %s, when %o knew', (state, act, told, i) => {
    const expected = EXPECTED[state][act] ?? null;
    expect(stateAfter(state, act, told)).toBe(Array.isArray(expected) ? expected[i] : expected);
    expect(actsIn(state).includes(act)).toBe(expected !== null);
  });

  it('has no road from illegitimate back to suspect or cleared', () => {
    const states = reachable('illegitimate');
    expect(states.has('suspect') || states.has('cleared')).toBe(false);
  });

  it('reaches every state from suspect, and the end from everywhere but a cleared one', () => {
    expect(reachable('suspect')).toEqual(new Set(CASE_STATES));
    for (const state of CASE_STATES) expect([state, state === 'terminated' || reachable(state).has('terminated')]).toEqual([state, state !== 'cleared']);
  });

  it('counts as notified only when FDA and the partners both know, in either order', () => {
    const byFda = stateAfter('illegitimate', 'notifyFda', NOBODY);
    expect(byFda).toBe('illegitimate');
    expect(stateAfter('illegitimate', 'tellPartners', { fda: true, partners: false })).toBe('notified');
    expect(stateAfter('illegitimate', 'notifyFda', { fda: false, partners: true })).toBe('notified');
  });

  it('takes follow-up reports at any time after the notification, also after the end, and never before', () => {
    expect(CASE_STATES.filter((state) => actsIn(state).includes('followUp'))).toEqual(['notified', 'dispositioned', 'termination_requested', 'terminated']);
  });

  it('is over when it is cleared or terminated: nothing more is found out then', () => {
    expect(CASE_STATES.filter(isConcluded)).toEqual(['cleared', 'terminated']);
    for (const state of CASE_STATES.filter(isConcluded)) expect(actsIn(state).includes('record')).toBe(false);
  });
});
