import type { KeyObject } from 'node:crypto';
import type { Command } from '../commands.ts';
import { type Fact, factKey } from '../facts.ts';
import type { Block } from '../format/block.ts';
import { parseNote } from '../format/checkpoint.ts';
import type { AuditState, Damage, Ledger, LogConsistency, LogProof, Receipt, RecordedBlock } from '../ledger.ts';
import { keyHash, type LogSigner, publicKeyOf } from '../log/signing.ts';
import { consistencyPath, storedPath } from '../log/tree.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { followFile } from './check-file.ts';
import { findHandovers } from './handovers.ts';
import type { Database } from './sqlite.ts';
import { type Head, type SettleAfter, State } from './state.ts';
import type { Store } from './store.ts';

export interface LogOptions {
  /** Every key that the log has had, oldest first. */
  readonly vkeys?: readonly string[];
  /** When the tables are brought up to the blocks. */
  readonly settleAfter?: SettleAfter | undefined;
  /** Gives way to whatever else the process has to do. */
  readonly turn?: (() => Promise<void>) | undefined;
}

/** A log as one node keeps it in its own file: everything of the port but writing, which is what tells the engines apart. */
export abstract class RecordedLog implements Omit<Ledger, 'engine' | 'submit'> {
  readonly origin: string;
  readonly verifierKey: string;
  protected readonly store: Store;
  protected readonly state: State;
  protected readonly signer: LogSigner;
  protected readonly turn: () => Promise<void>;
  /** Why nothing more is written; null while all is well. */
  protected stopped: string | null = null;
  protected isClosed = false;
  readonly #vkeys: readonly string[];
  readonly #keys = new Map<string, KeyObject>();
  readonly #keyHashes = new Map<string, string>();
  readonly #followers = new Set<() => void>();
  readonly #distrusted: Damage[] = [];
  #audit: { auditedTo: number; damage: readonly Damage[] } = { auditedTo: -1, damage: [] };

  protected constructor(store: Store, signer: LogSigner, { settleAfter, turn = nextTurn, vkeys = [signer.vkey] }: LogOptions) {
    this.store = store;
    this.signer = signer;
    this.turn = turn;
    this.origin = signer.origin;
    this.verifierKey = signer.vkey;
    this.#vkeys = vkeys;
    this.state = new State(store, settleAfter);
    if (this.state.unreadable) this.stop(this.state.unreadable);
  }

  receipt(txId: string): Promise<Receipt | null> {
    this.state.catchUp();
    return Promise.resolve(this.state.place(txId) ? this.repeat(txId) : null);
  }

  async *blocks(from: number, signal?: AbortSignal): AsyncGenerator<RecordedBlock> {
    for (let number = from; !signal?.aborted && !this.isClosed; ) {
      const recorded = await this.block(number);
      if (recorded) {
        yield recorded;
        number += 1;
      } else {
        await this.nextBlock(signal);
      }
    }
  }

  block(number: number): Promise<RecordedBlock | null> {
    const row = this.isClosed ? undefined : this.store.block(number);
    if (!row) return Promise.resolve(null);
    const block = JSON.parse(row.text) as Block;
    const note = parseNote(row.checkpoint);
    if ('broken' in note) throw new Error(`the checkpoint of block ${number} ${note.broken}`);
    return Promise.resolve({ block, hash: note.checkpoint.blockHash, firstPosition: note.checkpoint.size - block.transactions.length, checkpoint: row.checkpoint });
  }

  proof(txId: string, size = this.newestHead().frontier.size): Promise<LogProof | null> {
    const found = this.state.place(txId);
    if (!found || found.position >= size || size > this.newestHead().frontier.size) return Promise.resolve(null);
    const path = storedPath(size, found.position, (height, position) => this.state.node(height, position));
    return Promise.resolve({ position: found.position, size, path, blockNumber: found.block });
  }

  consistency(older: number, size = this.newestHead().frontier.size): Promise<LogConsistency | null> {
    const { checkpoint, frontier } = this.newestHead();
    if (older > size || size > frontier.size) return Promise.resolve(null);
    return Promise.resolve({ older, size, path: consistencyPath(older, size, (height, position) => this.state.node(height, position)), checkpoint });
  }

  handovers(): Promise<readonly string[]> {
    return Promise.resolve(findHandovers(this.store, this.#vkeys));
  }

  async fact(key: string): Promise<Fact | undefined> {
    return (await this.facts([key])).get(key);
  }

  facts(keys: readonly string[]): Promise<Map<string, Fact | undefined>> {
    this.state.catchUp();
    return Promise.resolve(new Map(keys.map((key) => [key, this.state.fact(key)])));
  }

  checkpoint(): Promise<string> {
    return Promise.resolve(this.newestHead().checkpoint);
  }

  audit(): AuditState {
    return { ...this.#audit, damage: [...this.#audit.damage, ...this.#distrusted], stopped: this.stopped };
  }

  distrust(damage: Damage): void {
    this.#distrusted.push(damage);
    this.stop(`${damage.kind} ${damage.name} ${damage.rule}`);
  }

  /** Checks the whole history behind the running ledger, over a connection of its own; on damage writing stops. */
  async auditBehind(database: Database): Promise<void> {
    try {
      await followFile({
        database,
        vkeys: this.#vkeys,
        turn: this.turn,
        seen: (state) => {
          this.audited(state);
          return !this.isClosed;
        },
      });
    } catch (error) {
      this.stop(error);
    } finally {
      database.close();
    }
  }

  /** What an audit has found so far. */
  audited({ auditedTo, damage }: { readonly auditedTo: number; readonly damage: readonly Damage[] }): void {
    this.#audit = { auditedTo, damage };
    const [first] = damage;
    if (first) this.stop(`${first.kind} ${first.name} ${first.rule}`);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.finishWriting();
    this.wakeFollowers();
    if (!this.stopped) this.settle();
    this.store.close();
  }

  /** Resolves when what is being written is written. */
  protected abstract finishWriting(): Promise<void>;

  /** The head of the file: another process may have written last. */
  protected newestHead(): Head {
    this.state.catchUp();
    return this.state.head;
  }

  /** Nothing more is written: after a failed write or sync nothing is known about the disk, and after damage nothing about the history. A restart reads all anew. */
  protected stop(cause: unknown): void {
    this.stopped ??= cause instanceof Error ? cause.message : String(cause);
  }

  protected repeat(txId: string): Receipt {
    const found = this.state.place(txId);
    if (!found) throw new Error(`the transaction ${txId} has a command fact and no place in the log`);
    return { kind: 'receipt', txId, blockNumber: found.block, position: found.position, repeated: true };
  }

  /** A block has been written. */
  protected wakeFollowers(): void {
    for (const wake of this.#followers) wake();
  }

  protected settle(): void {
    try {
      this.state.settle();
    } catch (error) {
      this.stop(error);
    }
  }

  /** The key that a command names, of the party that it names. Another process may have registered the party just now. */
  protected keyOf({ by, key }: Command): KeyObject | Refusal {
    for (const isNewest of [false, true]) {
      if (isNewest) this.state.catchUp();
      const party = this.state.fact(factKey.party(by));
      const found = party && 'keys' in party ? party.keys.find(({ spki }) => this.#hashOf(spki) === key) : undefined;
      if (found) return this.#publicKey(key, found.spki);
      if (isNewest) return party ? refuse('KEY_NOT_VALID', { key, party: by }) : refuse('UNKNOWN_PARTY', { party: by });
    }
    throw new Error('not reached');
  }

  #hashOf(spki: string): string {
    const hash = this.#keyHashes.get(spki) ?? keyHash(spki);
    this.#keyHashes.set(spki, hash);
    return hash;
  }

  #publicKey(hash: string, spki: string): KeyObject {
    const key = this.#keys.get(hash) ?? publicKeyOf(spki);
    this.#keys.set(hash, key);
    return key;
  }

  /** Resolves when a block was written, after a second, or when the signal is given. */
  protected nextBlock(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#followers.delete(wake);
        signal?.removeEventListener('abort', wake);
        clearTimeout(poll);
        resolve();
      };
      // Another process may write to the same file, and it cannot wake us.
      const poll = setTimeout(wake, 1_000);
      this.#followers.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
