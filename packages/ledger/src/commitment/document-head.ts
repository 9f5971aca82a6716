import { documentHash } from '../format/document.ts';
import type { Json } from '../format/canonical-json.ts';
import { keysRoot } from './content-tree.ts';

/** The members of an EPCIS event that list EPCs. */
const EPC_LISTS = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'] as const;

/**
 * The head of an EPCIS event: the same event with each EPC list replaced by the root of its unit keys, and `parentID` by its unit key.
 * `keyOf` gives the unit key of an EPC; it throws for one that the node does not know.
 */
export function documentHead(event: Readonly<Record<string, Json>>, keyOf: (epc: string) => string): Record<string, Json> {
  const head: Record<string, Json> = { ...event };
  for (const name of EPC_LISTS) {
    const epcs = event[name];
    if (Array.isArray(epcs)) head[name] = { root: keysRoot(epcs.map((epc) => keyOf(String(epc)))) };
  }
  if (typeof event['parentID'] === 'string') head['parentID'] = { unit: keyOf(event['parentID']) };
  return head;
}

/** Hash of a document, from its head and its 16-byte salt. */
export { documentHash };
