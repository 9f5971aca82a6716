import type { ProvenEntry } from './history.ts';

/**
 * The first step, newest first, that the log does not bind, or null. `roots` are the leaves with a path of their own to the checkpoint; from them
 * `prev` must reach every leaf. A step of which anything was changed has another leaf, and is the first that nothing reaches.
 */
export function firstUnbound(entries: readonly ProvenEntry[], roots: Iterable<string>): number | null {
  const named = new Map<string, Set<string>>();
  for (const { entry, leaf } of entries) {
    const earlier = named.get(leaf) ?? new Set();
    for (const { leaf: each } of entry.prev) earlier.add(each);
    named.set(leaf, earlier);
  }
  const bound = new Set(roots);
  for (const leaf of bound) for (const earlier of named.get(leaf) ?? []) bound.add(earlier);
  const loose = entries.filter(({ leaf }) => !bound.has(leaf)).map(({ step }) => step);
  return loose.length === 0 ? null : Math.min(...loose);
}
