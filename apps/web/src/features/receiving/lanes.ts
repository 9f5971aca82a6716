import type { Expected } from './expected';
import type { Scanned } from './scanned';

/**
 * Where a scanned thing goes. `open`: a container that must be opened, for not all in it may go into stock; `other`: it came for another
 * delivery of ours; `owned`: it is in stock already; `waiting`: nobody has answered yet, and that is no match.
 */
export type Lane = 'stock' | 'quarantine' | 'extra' | 'open' | 'other' | 'owned' | 'waiting';

/** Contents that speak against a container as a whole, and not against each package in it. */
const IN_PART = ['CONTAINS_RECALLED', 'CONTAINS_HELD'];
const OWNED = ['ALREADY_RECEIVED', 'ALREADY_RECORDED'];

/** Sorts one scan by what is expected and what the record said. Pure. */
export function laneOf({ damaged, key, told }: Scanned, expected: Expected, shipmentId: string): Lane {
  if (told === null) return 'waiting';
  const isHere = expected.byKey.has(key) || told.shipmentId === shipmentId;
  if (isHere && damaged) return 'quarantine';
  if (isHere && told.verdict === 'MATCHES') return 'stock';
  if (isHere) return told.isContainer && told.codes.some((code) => IN_PART.includes(code)) ? 'open' : 'quarantine';
  if (told.codes.some((code) => OWNED.includes(code))) return 'owned';
  return told.shipmentId !== null && told.codes.includes('NOT_RECEIVED_YET') ? 'other' : 'extra';
}
