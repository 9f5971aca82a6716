import { canonicalJson, documentHash, fromHex, type Json, parseCanonicalJson } from '@packtrail/ledger';
import { keysTree, linksIn, listOf, UNIT_LISTS } from '../documents/event-lists.ts';
import { type Broken, broken } from './arrival-rules.ts';
import type { HandedOn } from './handed-on.ts';

/** What the ledger says of the transactions that documents claim: the hashes that each names. */
export type NamedByLedger = ReadonlyMap<string, { readonly docs: readonly string[] }>;

/**
 * Checks a document against the ledger: that its transaction names it, that salt and head make its hash, and that its event is the one of the head.
 * `keysOf` gives the keys that units of that EPC have. Pure; null when all is as it should be.
 */
export function checkDocument({ bizStep, docHash, event, head, lists, salt, txId }: HandedOn, { keysOf, ledger }: { ledger: NamedByLedger; keysOf: (link: string) => readonly string[] }): Broken | null {
  if (!ledger.get(txId)?.docs.includes(docHash)) return broken('DOCUMENT_NOT_ON_LEDGER', docHash);
  const read = readHead(head);
  if (!read || documentHash(fromHex(salt), read) !== docHash) return broken('DOCUMENT_ALTERED', docHash);
  if (bizStep !== stepOf(event)) return broken('EVENT_DIFFERS', docHash);
  const told: Record<string, Json> = { ...event };
  for (const name of UNIT_LISTS) {
    const links = listOf(event, name);
    if (!links) continue;
    if (links.length !== (event[name] as readonly Json[]).length || new Set(links).size !== links.length) return broken('EVENT_DIFFERS', docHash);
    const root = rootIn(read[name]);
    const matches = root !== undefined && choices(links, keysOf).some((keys) => keysTree(keys, lists[name])?.root === root);
    if (!matches) return broken('EVENT_DIFFERS', docHash);
    told[name] = read[name] as Json;
  }
  const parent = event['parentID'];
  if (typeof parent === 'string') {
    const unit = (read['parentID'] as { unit?: unknown } | undefined)?.unit;
    if (typeof unit !== 'string' || !keysOf(parent).includes(unit)) return broken('EVENT_DIFFERS', docHash);
    told['parentID'] = read['parentID'] as Json;
  }
  // A member of the head that the event lacks, or the other way round, shows here too.
  return canonicalJson(told) === canonicalJson(read) ? null : broken('EVENT_DIFFERS', docHash);
}

/** The business step that a document is kept under. */
function stepOf(event: Readonly<Record<string, Json>>): string {
  if (event['type'] === 'TransactionStatement') return 'transaction_statement';
  return typeof event['bizStep'] === 'string' ? event['bizStep'] : '';
}

/** An SSCC may have been used more than once: then each of its keys is tried. */
function choices(links: readonly string[], keysOf: (link: string) => readonly string[]): string[][] {
  const lists = links.map(keysOf);
  if (lists.some((keys) => keys.length === 0)) return [];
  const most = Math.min(REUSES_MAX, Math.max(1, ...lists.map((keys) => keys.length)));
  return Array.from({ length: most }, (_, turn) => lists.map((keys) => keys[Math.min(turn, keys.length - 1)] as string));
}

const REUSES_MAX = 8;

function rootIn(value: Json | undefined): string | undefined {
  const root = typeof value === 'object' && value !== null && 'root' in value ? value['root'] : undefined;
  return typeof root === 'string' ? root : undefined;
}

function readHead(text: string): Record<string, Json> | undefined {
  const head = parseCanonicalJson(text);
  return typeof head === 'object' && head !== null && !Array.isArray(head) ? (head as Record<string, Json>) : undefined;
}

/** The units that documents name, for whoever must know their keys. */
export const linksOfDocuments = (documents: readonly HandedOn[]): string[] => documents.flatMap(({ event }) => linksIn(event));
