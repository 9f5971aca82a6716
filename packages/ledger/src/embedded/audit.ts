import type { Command } from '../commands.ts';
import { type Fact, factKey } from '../facts.ts';
import { type Block, blockHash, NO_BLOCK, parseBlock } from '../format/block.ts';
import { fromHex, toHex, utf8 } from '../format/bytes.ts';
import { canonicalJson, type Json } from '../format/canonical-json.ts';
import { parseNote, parseVerifierKey } from '../format/checkpoint.ts';
import { entryLeaf, unitFactHash } from '../format/entry.ts';
import { sha256 } from '../format/hash.ts';
import { genesisLeaf, logLeaf } from '../format/log-leaf.ts';
import { transactionId } from '../format/signed-command.ts';
import type { Damage } from '../ledger.ts';
import { keyHash, publicKeyOf, verifyNote } from '../log/signing.ts';
import { Frontier, leafHash, rootOf } from '../log/tree.ts';
import type { BlockRow } from './store.ts';
import { verify } from 'node:crypto';

/** How long the fact of a command is kept after it: its id is good for seven days, and two clocks may each be five minutes off. */
export const COMMAND_FACT_MS = 7 * 86_400_000 + 900_000;

/**
 * Re-reads the history block by block: every byte of a block against its checkpoint, every checkpoint against the log key, every command
 * against its signer's key, every leaf against the tree; and recomputes all facts. Shares with the writer only formats and the tree.
 */
export class Audit {
  readonly #logKey: NonNullable<ReturnType<typeof parseVerifierKey>>;
  readonly #frontier = new Frontier();
  readonly #facts = new Map<string, string>();
  readonly #txs = new Map<string, { block: number; position: number }>();
  readonly #nodes = new Map<string, string>();
  readonly damage: Damage[] = [];
  #next = 0;
  #previous = NO_BLOCK;
  #at = 0;

  constructor(vkey: string) {
    const key = parseVerifierKey(vkey);
    if (!key) throw new Error('the verifier key of the log is malformed');
    this.#logKey = key;
  }

  /** The last block read; -1 before the first. */
  get auditedTo(): number {
    return this.#next - 1;
  }

  /** Reads the next block. What it finds is in `damage`; after a damaged block the history cannot be followed further. */
  readBlock(row: BlockRow): boolean {
    const before = this.damage.length;
    this.#read(row);
    this.#next += 1;
    return this.damage.length === before;
  }

  /** Compares a stored fact with the recomputed one. Call for every stored row, then `missingFacts`. */
  readFact(key: string, value: string): void {
    const expected = this.#facts.get(key);
    if (expected === undefined) this.#found('fact', key, 'was never written by a block');
    else if (expected !== value) this.#found('fact', key, 'differs from what the blocks wrote');
    this.#facts.delete(key);
  }

  /** What the blocks wrote and the store does not have. */
  missingFacts(): void {
    for (const [key, value] of this.#facts) {
      const dropped = key.startsWith('command/') && (JSON.parse(value) as { at: number }).at < this.#at - COMMAND_FACT_MS;
      if (!dropped) this.#found('fact', key, 'is missing');
    }
  }

  readTransaction(id: string, block: number, position: number): void {
    const expected = this.#txs.get(id);
    if (!expected || expected.block !== block || expected.position !== position) this.#found('file', 'the index of transactions', `has a wrong line for ${id}`);
    this.#txs.delete(id);
  }

  missingTransactions(): void {
    if (this.#txs.size > 0) this.#found('file', 'the index of transactions', `lacks ${this.#txs.size} lines`);
  }

  readNode(height: number, position: number, hash: Uint8Array): void {
    const name = `${height}/${position}`;
    if (this.#nodes.get(name) !== toHex(new Uint8Array(hash))) this.#found('file', 'the nodes of the log', `have a wrong hash at height ${height}, position ${position}`);
    this.#nodes.delete(name);
  }

  missingNodes(): void {
    if (this.#nodes.size > 0) this.#found('file', 'the nodes of the log', `lack ${this.#nodes.size} hashes`);
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): string {
    return this.#frontier.root();
  }

  #found(kind: Damage['kind'], name: string | number, rule: string): void {
    this.damage.push({ kind, name: String(name), rule });
  }

  #read({ checkpoint: note, number, text }: BlockRow): void {
    if (number !== this.#next) return this.#found('block', this.#next, 'is missing');
    const parsed = parseNote(note);
    if ('broken' in parsed) return this.#found('checkpoint', number, parsed.broken);
    const { checkpoint } = parsed;
    if (!verifyNote(parsed.text, parsed.signatures, this.#logKey)) return this.#found('checkpoint', number, 'is not signed by the key of this log');
    if (parsed.signatures.length !== 1) return this.#found('checkpoint', number, 'has a signature line too many');
    if (checkpoint.origin !== this.#logKey.name) return this.#found('checkpoint', number, 'is of another log');
    if (checkpoint.blockNumber !== number) return this.#found('checkpoint', number, `is that of block ${checkpoint.blockNumber}`);
    const hash = blockHash(text);
    if (hash !== checkpoint.blockHash) return this.#found('block', number, 'is not the block that its checkpoint signed');
    const block = parseBlock(text);
    if ('broken' in block) return this.#found('block', number, block.broken);
    if (block.number !== number || block.previous !== this.#previous) return this.#found('block', number, 'does not follow the block before it');
    if (block.at < this.#at) return this.#found('block', number, 'is older than the block before it');
    if (!this.#apply(block)) return;
    if (checkpoint.size !== this.#frontier.size || checkpoint.root !== this.#frontier.root()) {
      return this.#found('checkpoint', number, 'has another root than the log');
    }
    this.#previous = hash;
    this.#at = block.at;
  }

  #apply(block: Block): boolean {
    if (block.genesis) this.#append(leafHash(genesisLeaf(block.genesis)));
    for (const [key, fact] of block.writes) this.#facts.set(key, canonicalJson(fact as unknown as Json));
    for (const transaction of block.transactions) {
      const rule = this.#applyTransaction(block.number, transaction);
      if (rule) {
        this.#found('block', block.number, rule);
        return false;
      }
    }
    return true;
  }

  #applyTransaction(number: number, { command: text, entries, signature, writes }: Block['transactions'][number]): string | null {
    const command = JSON.parse(text) as Command;
    const txId = transactionId(text);
    const party = this.#facts.get(factKey.party(command.by));
    const spki = party && (JSON.parse(party) as { keys: { spki: string }[] }).keys.find((key) => keyHash(key.spki) === command.key)?.spki;
    if (!spki) return `has the transaction ${txId} of an unknown signer`;
    if (!verify('sha256', utf8(text), { key: publicKeyOf(spki), dsaEncoding: 'ieee-p1363' }, fromHex(signature))) {
      return `has the transaction ${txId} with a signature that does not fit`;
    }
    const leaf = leafHash(
      logLeaf({
        txId,
        signature: toHex(sha256(fromHex(signature))),
        contract: command.contract,
        entries: rootOf(entries.map((entry) => leafHash(entryLeaf(entry)))),
      }),
    );
    const after = new Map(entries.map((entry) => [factKey.unit(entry.unit), entry.after]));
    for (const [key, fact] of writes) {
      if (key.startsWith('unit/') && !unitFactMatches(fact, after.get(key), toHex(leaf))) return `has the transaction ${txId} with a fact that its entry does not bind`;
      this.#facts.set(key, canonicalJson(fact as unknown as Json));
    }
    this.#txs.set(txId, { block: number, position: this.#frontier.size });
    this.#append(leaf);
    return null;
  }

  #append(leaf: Uint8Array): void {
    for (const { hash, height, position } of this.#frontier.append(leaf)) this.#nodes.set(`${height}/${position}`, toHex(hash));
  }
}

function unitFactMatches(fact: Fact, after: string | undefined, leaf: string): boolean {
  if (!('last' in fact) || fact.last !== leaf) return false;
  const { last: _, ...rest } = fact;
  return unitFactHash(rest) === after;
}
