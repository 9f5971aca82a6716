import { type Gap, fromHex, leafHash, type PrunedTree, prunedTree } from '@packtrail/ledger';

/** The members of an EPCIS event that list units. */
export const UNIT_LISTS = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'] as const;

export type ListGaps = Readonly<Record<string, readonly Gap[]>>;

/** The units that an event names, its container included. */
export function linksIn(event: Readonly<Record<string, unknown>>): string[] {
  const lists = UNIT_LISTS.flatMap((name) => listOf(event, name) ?? []);
  return typeof event['parentID'] === 'string' ? [...lists, event['parentID']] : lists;
}

export function listOf(event: Readonly<Record<string, unknown>>, name: string): string[] | undefined {
  const list = event[name];
  return Array.isArray(list) ? list.filter((link): link is string => typeof link === 'string') : undefined;
}

/** The tree that stands for a list of units in the head of its document: over their keys in order. Null when the gaps do not fit. */
export const keysTree = (keys: readonly string[], gaps: readonly Gap[] = []): PrunedTree | null => prunedTree([...keys].sort().map((key) => leafHash(fromHex(key))), gaps);
