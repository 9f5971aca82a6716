import type { Fact } from '../facts.ts';
import { canonicalJson, type Json, parseCanonicalJson } from './canonical-json.ts';
import type { Entry } from './entry.ts';
import { factText } from './fact-text.ts';
import { hex, integer, list, nullable, object, rule, type Shape, text } from './shape.ts';
import type { Genesis } from './log-leaf.ts';
import { taggedHash } from './hash.ts';

/** One transaction as a block keeps it: replay applies the recorded writes and never runs old rules again. */
export interface BlockTransaction {
  /** The signed bytes: canonical JSON of the command. */
  readonly command: string;
  /** P-256 signature over these bytes, r and s, 64 bytes in hexadecimal, low S. */
  readonly signature: string;
  readonly entries: readonly Entry[];
  /** Every fact it wrote, sorted by key. */
  readonly writes: readonly (readonly [key: string, fact: Fact])[];
}

/** A batch of transactions; it ends in a checkpoint. */
export interface Block {
  readonly at: number;
  /** Only in block 0. */
  readonly genesis: Genesis | null;
  readonly number: number;
  /** Hash of the block before; of block 0: 64 zeros. */
  readonly previous: string;
  readonly transactions: readonly BlockTransaction[];
  /** What the genesis writes; empty in every later block. */
  readonly writes: readonly (readonly [key: string, fact: Fact])[];
}

export const NO_BLOCK = '0'.repeat(64);

/** The one text of a block: its canonical JSON, put together from the texts of its facts. */
export function blockText({ at, genesis, number, previous, transactions, writes }: Block): string {
  const head = canonicalJson({ at, genesis: genesis as unknown as Json, number, previous });
  return `${head.slice(0, -1)},"transactions":[${transactions.map(transactionText).join(',')}],"writes":${writesText(writes)}}`;
}

const transactionText = ({ command, entries, signature, writes }: BlockTransaction): string =>
  `{"command":${JSON.stringify(command)},"entries":${canonicalJson(entries as unknown as Json)},"signature":"${signature}","writes":${writesText(writes)}}`;

const writesText = (writes: Block['writes']): string => `[${writes.map(([key, fact]) => `[${JSON.stringify(key)},${factText(fact)}]`).join(',')}]`;

/** Hash over every byte of a block. */
export const blockHash = (blockAsText: string): string => taggedHash('block', blockAsText);

const anything: Shape<unknown> = { check: () => null };
const write: Shape<unknown> = rule((value) => Array.isArray(value) && value.length === 2 && typeof value[0] === 'string', 'a key and a fact');
const entry = object({ after: hex(64), prev: list(object({ leaf: hex(64), unit: text(/^[0-9a-f]{32}\/[0-9a-f]{64}$/, 'a unit') }), 16), unit: text(/^[0-9a-f]{32}\/[0-9a-f]{64}$/, 'a unit') });
const blockShape = object({
  at: integer(0, Number.MAX_SAFE_INTEGER),
  genesis: nullable(anything),
  number: integer(0, Number.MAX_SAFE_INTEGER),
  previous: hex(64),
  transactions: list(object({ command: text(/^\{/, 'a command'), signature: hex(128), entries: list(entry, 100_000), writes: list(write, 1_000_000) }), 100_000),
  writes: list(write, 10_000_000),
});

/** The block of a text, or the rule that the text breaks. */
export function parseBlock(blockAsText: string): Block | { readonly broken: string } {
  const value = parseCanonicalJson(blockAsText);
  if (value === null) return { broken: 'is not canonical JSON' };
  const misfit = blockShape.check(value);
  return misfit ? { broken: `has at block${misfit.path} not ${misfit.rule}` } : (value as unknown as Block);
}
