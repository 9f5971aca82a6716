import type { LedgerStep } from '../read-model/pedigree.ts';

/** Which entries a dossier needs. */
export interface NeededEntries {
  /** Log positions, each with the units whose entries are wanted of that transaction. */
  readonly positions: Map<number, Set<string>>;
  /** Units that lay in a container by its contents alone. */
  readonly contents: Map<string, string>;
  /** The newest positions of the unit and of the containers that it is in: they need paths of their own. */
  readonly heads: Set<number>;
}

const NESTING_MAX = 5;

/**
 * The entries that prove a unit's history up to a position: all of its own, and of each container the ones during the unit's stay, from the last
 * one before it came in to the last one before it came out. Pure.
 */
export function neededEntries(
  unit: string,
  { parents, steps, upTo }: { steps: ReadonlyMap<string, readonly LedgerStep[]>; parents: ReadonlyMap<string, string | null>; upTo: number },
): NeededEntries {
  const needed: NeededEntries = { positions: new Map(), contents: new Map(), heads: new Set() };
  const want = (ref: string, position: number): void => {
    const units = needed.positions.get(position) ?? new Set();
    needed.positions.set(position, units.add(ref));
  };
  const gather = (ref: string, lower: number | null, upper: number, depth: number): void => {
    if (depth > NESTING_MAX) return;
    const before = (steps.get(ref) ?? []).filter(({ position }) => position < upper && position <= upTo);
    const start = lower === null ? 0 : Math.max(0, before.findLastIndex(({ position }) => position <= lower));
    const chosen = before.slice(start);
    for (const { position } of chosen) want(ref, position);
    const [first] = chosen;
    if (lower === null || !first) {
      const initial = first ? first.in_before : (parents.get(ref) ?? null);
      if (initial !== null) {
        needed.contents.set(ref, initial);
        gather(initial, null, first?.position ?? upper, depth + 1);
      }
    }
    chosen.forEach((step, i) => {
      const next = chosen[i + 1]?.position ?? upper;
      if (step.in_after !== null) gather(step.in_after, step.position, next, depth + 1);
    });
  };
  gather(unit, null, Infinity, 0);
  markHeads(unit, needed, steps);
  return needed;
}

function markHeads(unit: string, { heads, positions }: NeededEntries, steps: ReadonlyMap<string, readonly LedgerStep[]>): void {
  // The newest wanted entry of every unit: few, and each then stands on its own path wherever `prev` does not reach it.
  const newest = new Map<string, number>();
  for (const [position, units] of positions) for (const ref of units) newest.set(ref, Math.max(position, newest.get(ref) ?? -1));
  const own = newest.get(unit);
  if (own !== undefined) heads.add(own);
  for (const [ref, position] of newest) {
    const last = steps.get(ref)?.at(-1)?.position;
    if (own === undefined || position > own || last === position) heads.add(position);
  }
}
