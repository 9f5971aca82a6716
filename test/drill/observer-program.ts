import { createHmac } from 'node:crypto';
import { type Body, type Command, type ContentProof, keyOf, type NamedUnit, SALT_BYTES, unitKey } from '@packtrail/ledger';
import { sha256, sha256Hex, TAGS } from '../../packages/ledger/src/format/hash.ts';

/** One serial as anyone may know it: sold catalogues, a rival's pallets, a factory's numbering. */
export interface Catalogued {
  readonly epc: string;
  readonly gtin: string;
  /** Its place among the serials of its product. */
  readonly place: number;
}

/** A container out of which something was taken: how many units it says that it holds, and which of them surfaced at which place of its contents. */
export interface Opened {
  readonly size: number;
  readonly surfaced: Map<string, number>;
}

/** What the blocks say to whoever reads them. */
export interface Seen {
  readonly commands: readonly Command[];
  /** Every hash on the chain, whatever it is of: a key could be any. */
  readonly hashes: ReadonlySet<string>;
  /** The unit keys of each list of each command, as listed. */
  readonly lists: readonly (readonly string[])[];
  readonly opened: ReadonlyMap<string, Opened>;
  /** The one lot of each package that has surfaced. */
  readonly lotOf: ReadonlyMap<string, string>;
}

export function see(blocks: readonly string[]): Seen {
  const commands: Command[] = [];
  const hashes = new Set<string>();
  const lists: string[][] = [];
  const opened = new Map<string, Opened>();
  const lotOf = new Map<string, string>();
  for (const text of blocks) {
    for (const [hash] of text.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)) hashes.add(hash);
    const { transactions } = JSON.parse(text) as { transactions: { command: string; writes: [string, { height?: number; lots?: string[] }][] }[] };
    for (const { command: signed, writes } of transactions) {
      const command = JSON.parse(signed) as Command;
      commands.push(command);
      for (const [key, { height, lots }] of writes) if (height === 0 && lots?.[0]) lotOf.set(keyOf(key.slice('unit/'.length)), lots[0]);
      for (const list of listsOf(command)) {
        lists.push(list.map(({ unit }) => unit.slice(-64)));
        for (const { chain, proofs, unit } of list) {
          proofs?.forEach((proof, level) => proof && enter(opened, [unit, ...(chain ?? [])] as string[], level, proof));
        }
      }
    }
  }
  return { commands, hashes, lists, opened, lotOf };
}

function enter(opened: Map<string, Opened>, refs: readonly string[], level: number, { index, size }: ContentProof): void {
  const container = refs[level + 1] as string;
  const known = opened.get(container) ?? { size, surfaced: new Map<string, number>() };
  known.surfaced.set(keyOf(refs[level] as string), index);
  opened.set(container, known);
}

type Listed = Partial<NamedUnit> & { readonly unit: string };

function listsOf({ body }: Command): (readonly Listed[])[] {
  const { missing = [], units = [] } = body as Partial<Body<'receive'>>;
  return [units, missing];
}

export type Guess = (of: Catalogued) => string;

/** Ways to make a key of a serial without its secret: with no salt, with salts that are not its own, with what is printed on the chain or the box. */
export function guesses({ issuers, leaked }: { issuers: readonly string[]; leaked: readonly Uint8Array[] }): [name: string, guess: Guess][] {
  const head = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, SALT_BYTES);
  const hmac = (secret: string | Uint8Array, epc: string): Uint8Array => head(createHmac('sha256', secret).update(epc).digest());
  const zeros = new Uint8Array(SALT_BYTES);
  const salted = (name: string, salt: (of: Catalogued) => Uint8Array): [string, Guess] => [name, (of) => unitKey(salt(of), of.epc)];
  return [
    ['the hash of the EPC', ({ epc }) => sha256Hex(epc)],
    ['no salt', ({ epc }) => sha256Hex(TAGS.unit + epc)],
    salted('a salt of zeros', () => zeros),
    ...leaked.map((salt, i) => salted(`the salt of another package (${i + 1})`, () => salt)),
    ...leaked.slice(0, 1).map((salt) => salted('a salt under the salt of another package', ({ epc }) => hmac(salt, epc))),
    ...issuers.map((issuer) => salted('the id of the issuer as salt', () => Buffer.from(issuer, 'hex'))),
    ...issuers.map((issuer) => salted('a salt under the id of the issuer', ({ epc }) => hmac(Buffer.from(issuer, 'hex'), epc))),
    salted('a salt of the EPC', ({ epc }) => head(sha256(epc))),
    salted('a salt of the GTIN', ({ gtin }) => head(sha256(gtin))),
    salted('a salt under the GTIN', ({ epc, gtin }) => hmac(gtin, epc)),
  ];
}

/** The keys on the chain that a guess hits, with the serial that it hits them by. */
export function hits(catalogue: readonly Catalogued[], hashes: ReadonlySet<string>, guess: Guess): Map<string, Catalogued> {
  const found = new Map<string, Catalogued>();
  for (const one of catalogue) {
    const key = guess(one);
    if (hashes.has(key)) found.set(key, one);
  }
  return found;
}

/** Guesses who stands between two known ones of a list, as if it were in the order of the serials. `known`: keys whose salt was handed over. */
export function guessByOrder(list: readonly string[], known: ReadonlyMap<string, Catalogued>, at: (gtin: string, place: number) => Catalogued | undefined, isLeaked: (of: Catalogued) => boolean): Map<string, Catalogued> {
  const guessed = new Map<string, Catalogued>();
  const anchors = list.flatMap((key, i) => (known.has(key) ? [{ i, one: known.get(key) as Catalogued }] : []));
  for (const [n, { i: from, one: first }] of anchors.entries()) {
    const next = anchors[n + 1];
    if (!next || next.one.gtin !== first.gtin || next.one.place < first.place) continue;
    const between = list.slice(from + 1, next.i);
    const candidates: Catalogued[] = [];
    for (let place = first.place + 1; place < next.one.place; place += 1) {
      const one = at(first.gtin, place);
      if (one && !isLeaked(one)) candidates.push(one);
    }
    if (candidates.length < between.length) continue;
    between.forEach((key, k) => guessed.set(key, candidates[Math.floor(((k + 0.5) * candidates.length) / between.length)] as Catalogued));
  }
  return guessed;
}
