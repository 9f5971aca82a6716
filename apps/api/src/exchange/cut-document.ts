import type { Json } from '@packtrail/ledger';
import { keysTree, type ListGaps, listOf, UNIT_LISTS } from '../documents/event-lists.ts';

export interface CutDocument {
  readonly event: Record<string, Json>;
  readonly lists: Record<string, { index: number; size: number; hash: string }[]>;
}

/**
 * An event with those of its units alone that its reader may see, and for each list the roots of what was left out, so that its head can still be
 * checked. `keyOf` gives the unit key of an EPC; `lists` are gaps that were there before. A fault when the event is not that of its head. Pure.
 */
export function cutDocument(event: Readonly<Record<string, Json>>, { keyOf, lists, sees }: { keyOf: (link: string) => string; lists: ListGaps; sees: (link: string) => boolean }): CutDocument {
  const cut: Record<string, Json> = { ...event };
  const gaps: CutDocument['lists'] = {};
  for (const name of UNIT_LISTS) {
    const links = listOf(event, name);
    if (!links) continue;
    const tree = keysTree(links.map(keyOf), lists[name]);
    if (tree?.root === undefined) throw new Error(`the list ${name} of a document does not fit what was left out of it`);
    const kept = links.filter(sees);
    const order = [...links.map(keyOf)].sort();
    const placeOf = new Map(order.map((key, i) => [key, tree.places[i] as number]));
    cut[name] = kept;
    gaps[name] = tree.prunedTo(kept.map((link) => placeOf.get(keyOf(link)) as number)).map((gap) => ({ ...gap }));
  }
  return { event: cut, lists: gaps };
}
