import { canonicalJson, type Json } from './canonical-json.ts';
import { taggedHash } from './hash.ts';

/**
 * The hash of a document: `SHA-256(tag || salt || canonical JSON of its head)`. The head is the EPCIS event in which every EPC list is
 * replaced by the root of its unit keys, so that one holder can check its five packages of a long event without seeing the rest.
 */
export const documentHash = (salt: Uint8Array, head: Json): string => taggedHash('document', salt, canonicalJson(head));
