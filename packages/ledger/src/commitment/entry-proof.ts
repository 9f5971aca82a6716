import { type Entry, entryLeaf } from '../format/entry.ts';
import { leafHash, levelsOf, pathOf } from '../log/tree.ts';

/** The path of an entry to the root of those of its transaction, with the side of each step, for a dossier. */
export function entryProof(entries: readonly Entry[], index: number): { turns: string; path: string[] } {
  const levels = levelsOf(entries.map((entry) => leafHash(entryLeaf(entry))));
  return { turns: turnsOf(index, entries.length), path: pathOf(levels, index) };
}

/** The side of each step of a path, bottom up: L where the node is the left one of its pair. */
export function turnsOf(index: number, size: number): string {
  let turns = '';
  for (let at = index, last = size - 1; last > 0; at >>= 1, last >>= 1) {
    if (at % 2 === 1) turns += 'R';
    else if (at !== last) turns += 'L';
  }
  return turns;
}
