import { sha256 as digest } from '@noble/hashes/sha2.js';
import { concat, toHex, utf8 } from './bytes.ts';

/** SHA-256. One implementation for Node, the browser and chaincode, synchronous everywhere. */
export const sha256 = (bytes: Uint8Array): Uint8Array => digest(bytes);

/** Every hash of ours starts with its own ASCII tag, so that no two kinds of preimage can ever be the same bytes. */
export const TAGS = {
  unit: 'packtrail/unit/1',
  lot: 'packtrail/lot/1',
  document: 'packtrail/doc/1',
  content: 'packtrail/content/1',
  fact: 'packtrail/fact/1',
  lots: 'packtrail/lots/1',
  entry: 'packtrail/entry/1',
  leaf: 'packtrail/leaf/1',
  genesis: 'packtrail/genesis/1',
  block: 'packtrail/block/1',
} as const;

export type Tag = keyof typeof TAGS;

/** Hex of `SHA-256(tag || parts)`. Parts are texts or bytes; their lengths must be fixed or self-delimiting. */
export function taggedHash(tag: Tag, ...parts: readonly (string | Uint8Array)[]): string {
  return toHex(sha256(concat(utf8(TAGS[tag]), ...parts.map((part) => (typeof part === 'string' ? utf8(part) : part)))));
}
