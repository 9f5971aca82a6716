import type { CommandType } from '../commands.ts';
import type { UnitState } from '../facts.ts';
import type { RefusalCode } from '../refusals.ts';

/**
 * The life of a unit as one table: which command may act on which state, and the states it may lead to.
 * What is not listed is refused with the code of `REFUSED_AS`.
 */
export const LIFECYCLE = {
  active: {
    pack: ['active'],
    unpack: ['active'],
    ship: ['in_transit'],
    quarantine: ['quarantined'],
    dispense: ['dispensed', 'partially_dispensed'],
    decommission: ['decommissioned'],
    declareIllegitimate: ['illegitimate'],
    transferOwnership: ['active'],
  },
  partially_dispensed: {
    dispense: ['dispensed', 'partially_dispensed'],
    quarantine: ['quarantined'],
    decommission: ['decommissioned'],
    declareIllegitimate: ['illegitimate'],
    undo: ['active', 'quarantined'],
  },
  quarantined: {
    unpack: ['quarantined'],
    release: ['active', 'partially_dispensed'],
    ship: ['in_transit'],
    decommission: ['decommissioned'],
    declareIllegitimate: ['illegitimate'],
  },
  in_transit: {
    receive: ['active', 'quarantined', 'illegitimate'],
    cancelShipment: ['active', 'quarantined', 'illegitimate'],
    transferOwnership: ['in_transit'],
  },
  illegitimate: { unpack: ['illegitimate'], ship: ['in_transit'], decommission: ['decommissioned'] },
  dispensed: { undo: ['active', 'partially_dispensed', 'quarantined'] },
  decommissioned: { undo: ['active', 'partially_dispensed', 'quarantined', 'illegitimate'] },
} as const satisfies Record<UnitState, Partial<Record<CommandType, readonly UnitState[]>>>;

/** How a state says no. */
const REFUSED_AS: Record<UnitState, RefusalCode> = {
  active: 'NOT_HELD',
  partially_dispensed: 'PARTIALLY_DISPENSED',
  quarantined: 'HELD',
  in_transit: 'IN_TRANSIT',
  illegitimate: 'ILLEGITIMATE',
  dispensed: 'ALREADY_DISPENSED',
  decommissioned: 'ALREADY_DECOMMISSIONED',
};

/** Null when the command may act on a unit in this state, otherwise the code of the refusal. */
export function stateRefuses(state: UnitState, command: CommandType): RefusalCode | null {
  if (Object.hasOwn(LIFECYCLE[state], command)) return null;
  if (command === 'receive' || command === 'cancelShipment') return 'NOT_IN_TRANSIT';
  if (command === 'undo') return 'NOTHING_TO_UNDO';
  return command === 'release' && state !== 'in_transit' ? 'NOT_HELD' : REFUSED_AS[state];
}

/** Of the states on a climb the most restrictive holds. */
const RANK: Record<UnitState, number> = {
  active: 0,
  partially_dispensed: 1,
  quarantined: 2,
  in_transit: 3,
  illegitimate: 4,
  dispensed: 5,
  decommissioned: 6,
};

export const mostRestrictive = (states: readonly UnitState[]): UnitState =>
  states.reduce((worst, state) => (RANK[state] > RANK[worst] ? state : worst), 'active' as UnitState);
