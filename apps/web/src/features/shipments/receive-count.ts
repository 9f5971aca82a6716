/** How the goods on the dock compare with the shipment, while they are being counted. Pure; the page keeps one and replaces it. */
export interface ReceiveCount {
  /** What was found of each open unit; a unit without a mark has not been looked at. */
  marks: ReadonlyMap<string, Mark>;
  /** Packages scanned one by one out of a container of this shipment. */
  singles: readonly string[];
  /** Packages that a container which is here should hold, and does not. */
  absent: readonly string[];
  /** What is here but not on the shipment. */
  extra: readonly string[];
}
/** `away`: the unit has not come; it stays open on the shipment, to be received later or cancelled by its sender. */
export type Mark = 'here' | 'away' | 'damaged';
export type Beside = 'singles' | 'absent' | 'extra';
export type Ticked = 'ticked' | 'again' | 'unknown';

export const NOTHING_COUNTED: ReceiveCount = { marks: new Map(), singles: [], absent: [], extra: [] };

export function mark(count: ReceiveCount, epc: string, as: Mark | null): ReceiveCount {
  const marks = new Map(count.marks);
  if (as === null) marks.delete(epc);
  else marks.set(epc, as);
  return { ...count, marks };
}

/** Ticks off a scanned unit. `again`: it was ticked before. `unknown`: it is none of the open units, so the record must be asked. */
export function tick(
  count: ReceiveCount,
  open: ReadonlyMap<string, string>,
  key: string | null,
): { count: ReceiveCount; ticked: Ticked; epc: string | null } {
  const epc = key === null ? undefined : open.get(key);
  if (epc === undefined) return { count, ticked: 'unknown', epc: null };
  const before = count.marks.get(epc);
  if (before === 'here' || before === 'damaged') return { count, ticked: 'again', epc };
  return { count: mark(count, epc, 'here'), ticked: 'ticked', epc };
}

/** Names a unit that is none of the open ones; each once. */
export function add(count: ReceiveCount, to: Beside, text: string): ReceiveCount {
  return count[to].includes(text) ? count : { ...count, [to]: [...count[to], text] };
}

export function drop(count: ReceiveCount, from: Beside, text: string): ReceiveCount {
  return { ...count, [from]: count[from].filter((each) => each !== text) };
}

/** What the count says to the ledger: a damaged unit is received too, and named as damaged; of one that has not come nothing is said. */
export function toReceive(count: ReceiveCount): { units: string[]; missing: string[]; damaged: string[]; extra: string[] } {
  const as = (wanted: Mark) => [...count.marks].filter(([, found]) => found === wanted).map(([epc]) => epc);
  const damaged = as('damaged');
  return { units: [...as('here'), ...damaged, ...count.singles], missing: [...count.absent], damaged, extra: [...count.extra] };
}
