import type { Command } from '../commands.ts';
import { type Fact, factKey, type PartyFact } from '../facts.ts';
import { type Block, blockHash, type BlockTransaction, NO_BLOCK, parseBlock } from '../format/block.ts';
import { toHex } from '../format/bytes.ts';
import { type NoteKey, parseNote, parseVerifierKey } from '../format/checkpoint.ts';
import { unitFactHash } from '../format/entry.ts';
import { factText } from '../format/fact-text.ts';
import { genesisLeaf } from '../format/log-leaf.ts';
import { type SignedCommand, transactionId } from '../format/signed-command.ts';
import type { Damage } from '../ledger.ts';
import { keyHash, verifyNote } from '../log/signing.ts';
import { Frontier, leafHash } from '../log/tree.ts';
import type { Database } from './sqlite.ts';
import { COMMAND_FACT_MS } from './state.ts';
import type { BlockRow } from './store.ts';
import { type Tile, Tiles } from './tiles.ts';
import { transactionLeaf } from './transaction-leaf.ts';
import { lineOf } from './unsettled.ts';

/** Whether the tables hold a line: its name as `lineOf` gives it. */
export type Holds = (line: string) => boolean;

/** A signature that the audit wants verified: by whom is the caller's business, at once or off the event loop. */
export interface SignatureToVerify extends SignedCommand {
  readonly block: number;
  readonly spki: string;
}

/**
 * Reads a ledger file again block by block: every byte of a block against its checkpoint, every checkpoint against the log key, every leaf
 * against the tree; and makes all facts anew, in a table of its own that SQLite keeps outside the file, to compare them with the stored ones.
 * Shares with the writer only formats and the tree. Reads only.
 */
export class Audit {
  /** The key of the log that is in force at the block to be read: a checkpoint that names another hands over to it. */
  #key: NoteKey;
  /** Later keys that the caller knows, and that the log must come to in this order. */
  readonly #expected: string[];
  readonly #statements: ReturnType<typeof prepare>;
  readonly #frontier = new Frontier();
  readonly #parties = new Map<string, PartyFact>();
  readonly damage: Damage[] = [];
  readonly #database: Database;
  #next = 0;
  /** Whether the tables should hold this line of what is being read. */
  #holds: Holds = () => true;
  #places = 0;
  /** Transactions of blocks whose places are not in the tables yet. */
  readonly #above = new Set<string>();
  #wholeTiles = 0;
  readonly #tiles = new Tiles(() => undefined);
  #previous = NO_BLOCK;
  #at = 0;

  /** `vkeys`: the first key of the log, and any later ones that are known, oldest first. */
  constructor(database: Database, [first = '', ...later]: readonly string[]) {
    const key = parseVerifierKey(first);
    if (!key) throw new Error('the verifier key of the log is malformed');
    this.#key = key;
    this.#expected = later;
    this.#database = database;
    database.exec('DROP TABLE IF EXISTS temp.expected; CREATE TEMP TABLE expected (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
    this.#statements = prepare(database);
  }

  /** The last block read; -1 before the first. */
  get auditedTo(): number {
    return this.#next - 1;
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): string {
    return this.#frontier.root();
  }

  /** Says so when the log ended before it came to every key that is known of it. */
  endOfLog(): void {
    if (this.#expected.length > 0) this.#found('file', 'the log', 'ends before it takes the newest key that is known of it');
  }

  /**
   * Reads the next block; gives its signatures to verify, or null when it is damaged: then the history cannot be followed further, and
   * `damage` says why. `holds`: which lines of what it wrote the tables should hold.
   */
  readBlock(row: BlockRow | undefined, holds: Holds): SignatureToVerify[] | null {
    const before = this.damage.length;
    this.#holds = holds;
    const signatures = row?.number === this.#next ? this.#read(row) : this.#found('block', this.#next, 'is missing');
    this.#next += 1;
    return this.damage.length === before && signatures ? signatures : null;
  }

  refuseSignature({ block, command }: SignatureToVerify): void {
    this.#found('block', block, `has the transaction ${transactionId(command)} with a signature that does not fit`);
  }

  /** At the block that the tables were last brought up to: ids of commands that could no longer be used then are in no table. */
  dropExpired(): void {
    this.#statements.dropExpired.run(this.#at - COMMAND_FACT_MS);
  }

  /** Compares the tables with what the blocks read so far come to, so many rows at a time. */
  *compare(rows: number): Generator<void> {
    let read = 0;
    for (const { key, value } of this.#statements.facts.iterate() as Iterable<{ key: string; value: string }>) {
      const expected = this.#statements.expected.get(key) as { value: string } | undefined;
      if (expected === undefined) this.#found('fact', key, 'was never written by a block');
      else if (expected.value !== value) this.#found('fact', key, 'differs from what the blocks wrote');
      this.#statements.dropExpected.run(key);
      read += 1;
      if (read % rows === 0) yield;
    }
    for (const { key } of this.#statements.missing.iterate() as Iterable<{ key: string }>) this.#found('fact', key, 'is missing');
    const filling = [...this.#tiles.changed()];
    for (const tile of filling) this.#compareTile(tile);
    for (const [table, name, expected] of [['place', 'the places of transactions', this.#places], ['tile', 'the nodes of the log', this.#wholeTiles + filling.length]] as const) {
      const { rows: stored } = this.#database.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number };
      if (stored !== expected) this.#found('file', name, `have ${stored} lines instead of ${expected}`);
    }
  }

  /** Ends the audit; the table of its own is gone. */
  end(): void {
    this.#database.exec('DROP TABLE IF EXISTS temp.expected');
  }

  #found(kind: Damage['kind'], name: string | number, rule: string): null {
    this.damage.push({ kind, name: String(name), rule });
    return null;
  }

  #read({ checkpoint: note, number, text }: BlockRow): SignatureToVerify[] | null {
    const parsed = parseNote(note);
    if ('broken' in parsed) return this.#found('checkpoint', number, parsed.broken);
    const { checkpoint } = parsed;
    const key = this.#key;
    if (!verifyNote(parsed.text, parsed.signatures, key)) return this.#found('checkpoint', number, 'is not signed by the key of this log');
    if (checkpoint.nextKey !== undefined) {
      const next = parseVerifierKey(checkpoint.nextKey);
      if (next?.name !== key.name || next.keyId === key.keyId || !verifyNote(parsed.text, parsed.signatures, next)) return this.#found('checkpoint', number, 'hands over to a key that did not sign it');
      if ((this.#expected.shift() ?? checkpoint.nextKey) !== checkpoint.nextKey) return this.#found('checkpoint', number, 'hands over to another key than the one that is known');
      this.#key = next;
    }
    if (parsed.signatures.length !== (checkpoint.nextKey === undefined ? 1 : 2)) return this.#found('checkpoint', number, 'has a signature line too many');
    if (checkpoint.origin !== key.name) return this.#found('checkpoint', number, 'is of another log');
    if (checkpoint.blockNumber !== number) return this.#found('checkpoint', number, `is that of block ${checkpoint.blockNumber}`);
    const hash = blockHash(text);
    if (hash !== checkpoint.blockHash) return this.#found('block', number, 'is not the block that its checkpoint signed');
    const block = parseBlock(text);
    if ('broken' in block) return this.#found('block', number, block.broken);
    if (block.number !== number || block.previous !== this.#previous) return this.#found('block', number, 'does not follow the block before it');
    if (block.at < this.#at) return this.#found('block', number, 'is older than the block before it');
    const signatures = this.#apply(block);
    if (signatures === null) return null;
    if (checkpoint.size !== this.#frontier.size || checkpoint.root !== this.#frontier.root()) return this.#found('checkpoint', number, 'has another root than the log');
    this.#previous = hash;
    this.#at = block.at;
    return signatures;
  }

  #apply(block: Block): SignatureToVerify[] | null {
    if (block.genesis) this.#append(leafHash(genesisLeaf(block.genesis)));
    for (const [key, fact] of block.writes) this.#write(key, fact);
    const signatures: SignatureToVerify[] = [];
    for (const transaction of block.transactions) {
      const signature = this.#applyTransaction(block.number, transaction);
      if (signature === null) return null;
      signatures.push(signature);
    }
    return signatures;
  }

  #applyTransaction(block: number, transaction: BlockTransaction): SignatureToVerify | null {
    const { command: text, entries, signature, writes } = transaction;
    const command = JSON.parse(text) as Command;
    const txId = transactionId(text);
    const spki = this.#parties.get(factKey.party(command.by))?.keys.find((key) => keyHash(key.spki) === command.key)?.spki;
    if (!spki) return this.#found('block', block, `has the transaction ${txId} of an unknown signer`);
    const leaf = transactionLeaf(transaction);
    const after = new Map(entries.map((entry) => [factKey.unit(entry.unit), entry.after]));
    for (const [key, fact] of writes) {
      if (key.startsWith('unit/') && !unitFactMatches(fact, after.get(key), toHex(leaf))) return this.#found('block', block, `has the transaction ${txId} with a fact that its entry does not bind`);
      this.#write(key, fact);
    }
    if (this.#holds(lineOf.place(txId))) this.#expectPlace(txId, block);
    else if (this.#isRecorded(txId)) return this.#found('block', block, `has the transaction ${txId}, which was recorded before`);
    this.#append(leaf);
    return { block, command: text, signature, spki };
  }

  #write(key: string, fact: Fact): void {
    if (key.startsWith('party/')) this.#parties.set(key, fact as PartyFact);
    if (this.#holds(lineOf.fact(key))) this.#statements.expect.run(key, factText(fact));
  }

  #append(leaf: Uint8Array): void {
    const made = this.#frontier.append(leaf);
    if (!this.#holds(lineOf.node)) return;
    for (const node of made) {
      const whole = this.#tiles.put(node);
      if (!whole) continue;
      this.#compareTile(whole);
      this.#tiles.drop(whole);
      this.#wholeTiles += 1;
    }
  }

  #compareTile({ level, nodes, tile }: Tile): void {
    const stored = this.#statements.tile.get(level, tile) as { nodes: Uint8Array } | undefined;
    if (!stored || Buffer.compare(stored.nodes, nodes) !== 0) this.#found('file', 'the nodes of the log', `differ in tile ${tile} of level ${level}`);
  }

  /** Whether a transaction above the tables stands in the log already: whoever holds the key of the log must not record twice what a party has signed once. */
  #isRecorded(txId: string): boolean {
    const isRecorded = this.#above.has(txId) || this.#statements.place.get(Buffer.from(txId, 'hex')) !== undefined;
    this.#above.add(txId);
    return isRecorded;
  }

  #expectPlace(txId: string, block: number): void {
    this.#places += 1;
    const stored = this.#statements.place.get(Buffer.from(txId, 'hex')) as { block: number; position: number } | undefined;
    if (stored?.block !== block || stored.position !== this.#frontier.size) this.#found('file', 'the places of transactions', `have a wrong line for ${txId}`);
  }
}

const prepare = (database: Database) => ({
  expect: database.prepare('INSERT OR REPLACE INTO temp.expected (key, value) VALUES (?, ?)'),
  expected: database.prepare('SELECT value FROM temp.expected WHERE key = ?'),
  dropExpected: database.prepare('DELETE FROM temp.expected WHERE key = ?'),
  dropExpired: database.prepare(`DELETE FROM temp.expected WHERE key >= 'command/' AND key < 'command0' AND json_extract(value, '$.at') < ?`),
  missing: database.prepare('SELECT key FROM temp.expected'),
  facts: database.prepare(`SELECT key, value FROM fact UNION ALL SELECT 'command/' || party || '/' || id, value FROM command`),
  place: database.prepare('SELECT block, position FROM place WHERE tx = ?'),
  tile: database.prepare('SELECT nodes FROM tile WHERE level = ? AND tile = ?'),
});

function unitFactMatches(fact: Fact, after: string | undefined, leaf: string): boolean {
  if (!('last' in fact) || fact.last !== leaf) return false;
  const { last: _, ...rest } = fact;
  return unitFactHash(rest) === after;
}
