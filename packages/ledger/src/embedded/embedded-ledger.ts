import type { KeyObject } from 'node:crypto';
import { execute, type VerifiedCommand } from '../contract/index.ts';
import type { Command } from '../commands.ts';
import { type Fact, factKey } from '../facts.ts';
import { type Block, type BlockTransaction, NO_BLOCK } from '../format/block.ts';
import { parseNote } from '../format/checkpoint.ts';
import { type Genesis, genesisLeaf } from '../format/log-leaf.ts';
import { commandDigest, isRefusal, parseCommand, type SignedCommand, transactionId } from '../format/signed-command.ts';
import type { AuditState, Damage, Ledger, LogConsistency, LogProof, Receipt, RecordedBlock, Refused, Unknown, UnknownReason } from '../ledger.ts';
import { keyHash, type LogSigner, publicKeyOf, verifyCommand } from '../log/signing.ts';
import { consistencyPath, Frontier, leafHash, storedPath } from '../log/tree.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { followFile } from './check-file.ts';
import { findHandovers, keyInForce } from './handovers.ts';
import { putBlock } from './put-block.ts';
import type { Database } from './sqlite.ts';
import { type Head, type SettleAfter, State } from './state.ts';
import type { Store } from './store.ts';

export const SKEW_MS = 300_000;
/** Back-pressure: what comes while so many commands, or characters of them, wait or are being verified is answered BUSY at once. */
export const WAITING_MAX = { commands: 10_000, characters: 64 * 1024 * 1024 };
/** One block holds at most so many. */
const BATCH_MAX = { commands: 1_000, characters: 4 * 1024 * 1024 };

interface Waiting {
  readonly signed: SignedCommand;
  readonly verified: VerifiedCommand;
  answer(result: Receipt | Refused | Unknown): void;
}

interface BatchOutcome {
  readonly answers: readonly (Receipt | Refused)[];
  /** The block that came of it; null when nothing in the batch was new. */
  readonly recorded: { readonly block: Block; readonly nodes: ReturnType<Frontier['append']>[]; readonly head: Head } | null;
}

/** What an engine takes from the machine it runs on. A simulation gives its own, and so replays exactly. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Verifies a signature, off the event loop where that can be. */
  readonly verifySignature: (signed: SignedCommand, key: KeyObject) => Promise<boolean>;
  /** Gives way to whatever else the process has to do. */
  readonly turn: () => Promise<void>;
  /** When it brings its tables up to its blocks. */
  readonly settleAfter: SettleAfter;
}

/** The embedded engine: one process, one SQLite file, signed hash-chained blocks. Group commit without a timer: what queued while the last commit ran is the next block. */
export class EmbeddedLedger implements Ledger {
  readonly engine = 'embedded';
  readonly origin: string;
  readonly verifierKey: string;
  readonly #store: Store;
  readonly #state: State;
  readonly #signer: LogSigner;
  readonly #vkeys: readonly string[];
  readonly #clock: () => number;
  readonly #verifySignature: Surroundings['verifySignature'];
  readonly #turn: Surroundings['turn'];
  readonly #keys = new Map<string, KeyObject>();
  readonly #keyHashes = new Map<string, string>();
  readonly #followers = new Set<() => void>();
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  /** Signatures that are being verified off the event loop. */
  #verifying = 0;
  /** Characters of the commands that wait or are being verified. */
  #characters = 0;
  #stopped: string | null = null;
  #closed = false;
  readonly #distrusted: Damage[] = [];
  #audit: { auditedTo: number; damage: readonly Damage[] } = { auditedTo: -1, damage: [] };

  /** `vkeys`: every key that the log has had, oldest first. */
  constructor(store: Store, signer: LogSigner, { clock, settleAfter, turn = nextTurn, verifySignature = verifyCommand, vkeys = [signer.vkey] }: Pick<Surroundings, 'clock'> & Partial<Surroundings> & { readonly vkeys?: readonly string[] }) {
    this.#store = store;
    this.#signer = signer;
    this.#vkeys = vkeys;
    this.#clock = clock;
    this.#verifySignature = verifySignature;
    this.#turn = turn;
    this.origin = signer.origin;
    this.verifierKey = signer.vkey;
    this.#state = new State(store, settleAfter);
    if (this.#state.unreadable) this.#stop(this.#state.unreadable);
  }

  /** Writes block 0: who may register trading partners. Only on an empty store. */
  static begin(store: Store, signer: LogSigner, genesis: Genesis): void {
    const registrar = ({ id, spki }: Genesis['registrars'][number]): [string, Fact] => [
      factKey.party(id),
      { keys: [{ spki, from: 0, until: null }], roles: ['registrar'], status: 'active', msp: null, registration: NO_BLOCK },
    ];
    const writes = genesis.registrars.map(registrar).sort(([a], [b]) => (a < b ? -1 : 1));
    const frontier = new Frontier();
    frontier.append(leafHash(genesisLeaf(genesis)));
    store.immediately(() => void putBlock(store, signer, { at: genesis.at, genesis, number: 0, previous: NO_BLOCK, transactions: [], writes }, frontier));
    new State(store).settle();
  }

  async submit(signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    if (this.#closed || this.#stopped) return unknown('STOPPED');
    if (this.#queue.length + this.#verifying >= WAITING_MAX.commands || this.#characters >= WAITING_MAX.characters) return unknown('BUSY');
    const command = parseCommand(signed.command);
    if (isRefusal(command)) return refused(command);
    if (command.origin !== this.origin) return refused(refuse('WRONG_LOG', { origin: command.origin }));
    const key = this.#keyOf(command);
    if (isRefusal(key)) return refused(key);
    this.#verifying += 1;
    this.#characters += signed.command.length;
    try {
      const valid = await this.#verifySignature(signed, key);
      this.#verifying -= 1;
      const answer = valid
        ? this.#submitVerified({ command, signature: signed.signature, txId: transactionId(signed.command) }, signed)
        : refused(refuse('SIGNATURE_INVALID', { key: command.key }));
      // One fewer is being verified, whatever came of it: what waited for it may now be due.
      this.#writeWhenDue();
      return await answer;
    } finally {
      this.#characters -= signed.command.length;
    }
  }

  async #submitVerified(verified: VerifiedCommand, signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    const { command } = verified;
    if (this.#closed) return unknown('STOPPED');
    if (Math.abs(command.at - this.#clock()) > SKEW_MS) {
      // A repeat is answered whatever its age; only what would be new must be of now.
      this.#state.catchUp();
      const first = this.#state.fact(factKey.command(command.by, command.commandId));
      return first && 'digest' in first && first.digest === commandDigest(command) ? this.#repeat(first.txId) : unknown('STALE');
    }
    return new Promise((answer) => {
      this.#queue.push({ signed, verified, answer });
      this.#writeWhenDue();
    });
  }

  receipt(txId: string): Promise<Receipt | null> {
    this.#state.catchUp();
    return Promise.resolve(this.#state.place(txId) ? this.#repeat(txId) : null);
  }

  async *blocks(from: number, signal?: AbortSignal): AsyncGenerator<RecordedBlock> {
    for (let number = from; !signal?.aborted && !this.#closed; ) {
      const recorded = await this.block(number);
      if (recorded) {
        yield recorded;
        number += 1;
      } else {
        await this.#nextBlock(signal);
      }
    }
  }

  block(number: number): Promise<RecordedBlock | null> {
    const row = this.#closed ? undefined : this.#store.block(number);
    if (!row) return Promise.resolve(null);
    const block = JSON.parse(row.text) as Block;
    const note = parseNote(row.checkpoint);
    if ('broken' in note) throw new Error(`the checkpoint of block ${number} ${note.broken}`);
    return Promise.resolve({ block, hash: note.checkpoint.blockHash, firstPosition: note.checkpoint.size - block.transactions.length, checkpoint: row.checkpoint });
  }

  proof(txId: string, size = this.#newestHead().frontier.size): Promise<LogProof | null> {
    const found = this.#state.place(txId);
    if (!found || found.position >= size || size > this.#newestHead().frontier.size) return Promise.resolve(null);
    const path = storedPath(size, found.position, (height, position) => this.#state.node(height, position));
    return Promise.resolve({ position: found.position, size, path, blockNumber: found.block });
  }

  consistency(older: number, size = this.#newestHead().frontier.size): Promise<LogConsistency | null> {
    const { checkpoint, frontier } = this.#newestHead();
    if (older > size || size > frontier.size) return Promise.resolve(null);
    return Promise.resolve({ older, size, path: consistencyPath(older, size, (height, position) => this.#state.node(height, position)), checkpoint });
  }

  handovers(): Promise<readonly string[]> {
    return Promise.resolve(findHandovers(this.#store, this.#vkeys));
  }

  async fact(key: string): Promise<Fact | undefined> {
    return (await this.facts([key])).get(key);
  }

  facts(keys: readonly string[]): Promise<Map<string, Fact | undefined>> {
    this.#state.catchUp();
    return Promise.resolve(new Map(keys.map((key) => [key, this.#state.fact(key)])));
  }

  checkpoint(): Promise<string> {
    return Promise.resolve(this.#newestHead().checkpoint);
  }

  audit(): AuditState {
    return { ...this.#audit, damage: [...this.#audit.damage, ...this.#distrusted], stopped: this.#stopped };
  }

  distrust(damage: Damage): void {
    this.#distrusted.push(damage);
    this.#stop(`${damage.kind} ${damage.name} ${damage.rule}`);
  }

  /** Checks the whole history behind the running ledger, over a connection of its own; on damage writing stops. */
  async auditBehind(database: Database): Promise<void> {
    try {
      await followFile({
        database,
        vkeys: this.#vkeys,
        turn: this.#turn,
        seen: (state) => {
          this.audited(state);
          return !this.#closed;
        },
      });
    } catch (error) {
      this.#stop(error);
    } finally {
      database.close();
    }
  }

  /** What an audit has found so far. */
  audited({ auditedTo, damage }: { readonly auditedTo: number; readonly damage: readonly Damage[] }): void {
    this.#audit = { auditedTo, damage };
    const [first] = damage;
    if (first) this.#stop(`${first.kind} ${first.name} ${first.rule}`);
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#writing) await this.#writing;
    for (const wake of this.#followers) wake();
    if (!this.#stopped) this.#settle();
    this.#store.close();
  }

  /** The head of the file: another process may have written last. */
  #newestHead(): Head {
    this.#state.catchUp();
    return this.#state.head;
  }

  /** Nothing more is written: after a failed write or sync nothing is known about the disk, and after damage nothing about the history. A restart reads all anew. */
  #stop(cause: unknown): void {
    this.#stopped ??= cause instanceof Error ? cause.message : String(cause);
  }

  #repeat(txId: string): Receipt {
    const found = this.#state.place(txId);
    if (!found) throw new Error(`the transaction ${txId} has a command fact and no place in the log`);
    return { kind: 'receipt', txId, blockNumber: found.block, position: found.position, repeated: true };
  }

  /** The key that a command names, of the party that it names. Another process may have registered the party just now. */
  #keyOf({ by, key }: Command): KeyObject | Refusal {
    for (const isNewest of [false, true]) {
      if (isNewest) this.#state.catchUp();
      const party = this.#state.fact(factKey.party(by));
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

  #nextBlock(signal?: AbortSignal): Promise<void> {
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

  /** The next block begins when as much is queued as is still being verified: one client never waits, many share a sync. No timer. */
  #writeWhenDue(): void {
    if (this.#writing === null && this.#isDue) this.#writing = this.#write();
  }

  get #isDue(): boolean {
    return this.#queue.length > 0 && this.#queue.length >= Math.min(this.#verifying, BATCH_MAX.commands);
  }

  async #write(): Promise<void> {
    await this.#turn();
    while (this.#isDue) {
      this.#commit(this.#nextBatch());
      await this.#turn();
      if (this.#state.isDue && !this.#stopped) this.#settle();
    }
    this.#writing = null;
    this.#writeWhenDue();
  }

  #nextBatch(): Waiting[] {
    let characters = 0;
    let count = 0;
    for (const { signed } of this.#queue) {
      characters += signed.command.length;
      if (count > 0 && (count === BATCH_MAX.commands || characters > BATCH_MAX.characters)) break;
      count += 1;
    }
    const batch = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    return batch;
  }

  #commit(batch: readonly Waiting[]): void {
    let outcome: BatchOutcome;
    try {
      if (this.#stopped) throw new Error(this.#stopped);
      outcome = this.#store.immediately(() => {
        this.#state.catchUp();
        return this.#runBatch(batch);
      });
    } catch (error) {
      this.#stop(error);
      for (const waiting of batch) waiting.answer(unknown('STOPPED'));
      return;
    }
    try {
      if (outcome.recorded) this.#state.apply(outcome.recorded.block, outcome.recorded.nodes, outcome.recorded.head);
    } catch (error) {
      // The block is in the file and its answers stand; what this process knows of it is not whole.
      this.#stop(error);
    }
    batch.forEach((waiting, i) => waiting.answer(outcome.answers[i] as Receipt));
    for (const wake of this.#followers) wake();
  }

  #settle(): void {
    try {
      this.#state.settle();
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Runs the contract over a batch, each command seeing what those before it wrote, and puts the block into the file. */
  #runBatch(batch: readonly Waiting[]): BatchOutcome {
    const before = this.#state.head;
    // Another process may have rotated the key: what the old one signed after that would be a fork.
    if (keyInForce(before.checkpoint) !== this.#signer.keyId) throw new Error('the log has taken a new key, start again to write under it');
    const frontier = before.frontier.copy();
    const overlay = new Map<string, Fact>();
    const read = (keys: readonly string[]): Map<string, Fact | undefined> => new Map(keys.map((key) => [key, overlay.get(key) ?? this.#state.fact(key)]));
    const number = before.number + 1;
    const transactions: BlockTransaction[] = [];
    const nodes: ReturnType<Frontier['append']>[] = [];
    const inBatch = new Map<string, number>();
    const answers = batch.map(({ signed, verified }): Receipt | Refused => {
      const steps = execute(verified);
      let step = steps.next();
      while (!step.done) step = steps.next(read(step.value));
      const outcome = step.value;
      if (outcome.kind === 'refusal') return refused(outcome.refusal);
      if (outcome.kind === 'repeat') {
        const position = inBatch.get(outcome.txId);
        return position === undefined ? this.#repeat(outcome.txId) : { kind: 'receipt', txId: outcome.txId, blockNumber: number, position, repeated: true };
      }
      const position = frontier.size;
      nodes.push(frontier.append(outcome.leaf));
      for (const [key, fact] of outcome.writes) overlay.set(key, fact);
      transactions.push({ command: signed.command, entries: outcome.entries, signature: signed.signature, writes: outcome.writes });
      inBatch.set(verified.txId, position);
      return { kind: 'receipt', txId: verified.txId, blockNumber: number, position, repeated: false };
    });
    if (transactions.length === 0) return { answers, recorded: null };
    const at = Math.max(before.at, this.#clock());
    const block: Block = { at, genesis: null, number, previous: before.hash, transactions, writes: [] };
    const { checkpoint, hash } = putBlock(this.#store, this.#signer, block, frontier);
    return { answers, recorded: { block, nodes, head: { number, hash, at, frontier, checkpoint } } };
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const refused = (refusal: Refused['refusal']): Refused => ({ kind: 'refusal', refusal });
const unknown = (reason: UnknownReason): Unknown => ({ kind: 'unknown', reason });
