import type { ProvenEntry } from './history.ts';

/** What is known of the place of each step in time. */
export interface Told {
  /** When each step was signed, in milliseconds, in the order of the dossier. */
  readonly signedAt: readonly number[];
  readonly entries: readonly ProvenEntry[];
  /** Index in the log of the leaves that have a path. */
  readonly places: ReadonlyMap<string, number>;
}

/** A ledger takes what is signed up to five minutes before or after its own clock: so far two steps may seem the wrong way round. */
const SKEW_MS = 600_000;

/**
 * The first step, newest first, that stands where it cannot, or null. Whoever reads a list in another order than the log's is told another
 * story by the same proofs. What orders two steps: their places in the log, where both have a path; `prev`, which names what was before; two
 * entries that name the same leaf of one unit, of which the unit's own is the newer; and the clock of the ledger, ten minutes wide.
 */
export function firstOutOfOrder({ entries, places, signedAt }: Told): number | null {
  const stepOf = new Map(entries.map(({ leaf, step }) => [leaf, step]));
  const placed = [...places].map(([leaf, place]) => ({ place, step: stepOf.get(leaf) ?? -1 })).sort((a, b) => a.step - b.step);
  for (const [i, { place, step }] of placed.entries()) if (i > 0 && place >= (placed[i - 1]?.place ?? Infinity)) return step;

  // The own entry that follows a leaf of a unit: whoever else still names that leaf came before.
  const followers = new Map<string, Map<string, number>>();
  for (const { entry, step } of entries) {
    for (const { leaf, unit } of entry.prev) if (unit === entry.unit) followers.set(unit, (followers.get(unit) ?? new Map<string, number>()).set(leaf, step));
  }
  for (const { entry, step } of entries) {
    for (const { leaf, unit } of entry.prev) {
      const named = stepOf.get(leaf);
      if (named !== undefined && named <= step) return named;
      if ((followers.get(unit)?.get(leaf) ?? step) > step) return step;
    }
  }
  let latest = -Infinity;
  for (let step = signedAt.length - 1; step >= 0; step -= 1) {
    const at = signedAt[step] as number;
    if (latest > at + SKEW_MS) return step;
    latest = Math.max(latest, at);
  }
  return null;
}
