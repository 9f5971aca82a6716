import type { KeyObject } from 'node:crypto';
import { execute, type VerifiedCommand } from '../contract/index.ts';
import { type Fact, factKey } from '../facts.ts';
import { type Block, blockHash, type BlockTransaction, blockText, NO_BLOCK } from '../format/block.ts';
import type { Genesis } from '../format/log-leaf.ts';
import { genesisLeaf } from '../format/log-leaf.ts';
import { parseNote } from '../format/checkpoint.ts';
import { commandDigest, isRefusal, parseCommand, type SignedCommand, transactionId } from '../format/signed-command.ts';
import type { AuditState, Damage, Ledger, LogProof, Receipt, RecordedBlock, Refused, Unknown, UnknownReason } from '../ledger.ts';
import { keyHash, type LogSigner, publicKeyOf, signCheckpoint, verifyCommand } from '../log/signing.ts';
import { Frontier, leafHash, storedPath } from '../log/tree.ts';
import { refuse } from '../refusals.ts';
import { Audit, COMMAND_FACT_MS } from './audit.ts';
import { Store } from './store.ts';

export const SKEW_MS = 300_000;
/** Back-pressure: more than this waiting is answered BUSY at once. */
export const QUEUE_MAX = 10_000;
const BATCH_MAX = 1_000;

interface Waiting {
  readonly signed: SignedCommand;
  readonly verified: VerifiedCommand;
  answer(result: Receipt | Refused | Unknown): void;
}

interface Head {
  readonly number: number;
  readonly hash: string;
  readonly at: number;
  readonly frontier: Frontier;
  readonly checkpoint: string;
}

/** What an engine takes from the machine it runs on. A simulation gives its own, and so replays exactly. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Verifies a signature, off the event loop where that can be. */
  readonly verifySignature: (signed: SignedCommand, key: KeyObject) => Promise<boolean>;
  /** Gives way to whatever else the process has to do. */
  readonly turn: () => Promise<void>;
}

/** The embedded engine: one process, one SQLite file, signed hash-chained blocks. Group commit without a timer: what queued while the last commit ran is the next block. */
export class EmbeddedLedger implements Ledger {
  readonly engine = 'embedded';
  readonly origin: string;
  readonly verifierKey: string;
  readonly #store: Store;
  readonly #signer: LogSigner;
  readonly #clock: () => number;
  readonly #verifySignature: Surroundings['verifySignature'];
  readonly #turn: Surroundings['turn'];
  readonly #keys = new Map<string, KeyObject>();
  readonly #keyHashes = new Map<string, string>();
  readonly #followers = new Set<() => void>();
  #head: Head;
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  /** Signatures that are being verified off the event loop. */
  #verifying = 0;
  #stopped: string | null = null;
  #closed = false;
  #audit: { auditedTo: number; damage: readonly Damage[] } = { auditedTo: -1, damage: [] };

  constructor(store: Store, signer: LogSigner, { clock, turn = nextTurn, verifySignature = verifyCommand }: Pick<Surroundings, 'clock'> & Partial<Surroundings>) {
    this.#store = store;
    this.#signer = signer;
    this.#clock = clock;
    this.#verifySignature = verifySignature;
    this.#turn = turn;
    this.origin = signer.origin;
    this.verifierKey = signer.vkey;
    this.#head = readHead(store);
  }

  /** Writes block 0: who may register trading partners. Only on an empty store. */
  static begin(store: Store, signer: LogSigner, genesis: Genesis): void {
    const frontier = new Frontier();
    const registrar = ({ id, spki }: Genesis['registrars'][number]): [string, Fact] => [
      factKey.party(id),
      { keys: [{ spki, from: 0, until: null }], roles: ['registrar'], status: 'active', msp: null, registration: NO_BLOCK },
    ];
    const writes = genesis.registrars.map(registrar).sort(([a], [b]) => (a < b ? -1 : 1));
    store.immediately(() => {
      for (const { hash, height, position } of frontier.append(leafHash(genesisLeaf(genesis)))) store.putNode(height, position, hash);
      for (const [key, fact] of writes) store.putFact(key, fact);
      putBlock(store, signer, { at: genesis.at, genesis, number: 0, previous: NO_BLOCK, transactions: [], writes }, frontier);
    });
  }

  async submit(signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    if (this.#closed || this.#stopped) return unknown('STOPPED');
    if (this.#queue.length >= QUEUE_MAX) return unknown('BUSY');
    const command = parseCommand(signed.command);
    if (isRefusal(command)) return refused(command);
    if (command.origin !== this.origin) return refused(refuse('WRONG_LOG', { origin: command.origin }));
    const party = this.#store.fact(factKey.party(command.by));
    if (!party || !('keys' in party)) return refused(refuse('UNKNOWN_PARTY', { party: command.by }));
    const key = party.keys.find(({ spki }) => this.#hashOf(spki) === command.key);
    if (!key) return refused(refuse('KEY_NOT_VALID', { key: command.key, party: command.by }));
    this.#verifying += 1;
    const valid = await this.#verifySignature(signed, this.#publicKey(command.key, key.spki));
    this.#verifying -= 1;
    const answer = valid
      ? this.#submitVerified({ command, signature: signed.signature, txId: transactionId(signed.command) }, signed)
      : refused(refuse('SIGNATURE_INVALID', { key: command.key }));
    // One fewer is being verified, whatever came of it: what waited for it may now be due.
    this.#writeWhenDue();
    return answer;
  }

  #submitVerified(verified: VerifiedCommand, signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    const { command } = verified;
    if (this.#closed) return Promise.resolve(unknown('STOPPED'));
    const first = this.#store.fact(factKey.command(command.by, command.commandId));
    // A repeat is answered whatever its age; only what would be new must be of now.
    if (first && 'digest' in first && first.digest === commandDigest(command)) return Promise.resolve(this.#repeat(first.txId));
    if (Math.abs(command.at - this.#clock()) > SKEW_MS) return Promise.resolve(unknown('STALE'));
    return new Promise((answer) => {
      this.#queue.push({ signed, verified, answer });
      this.#writeWhenDue();
    });
  }

  receipt(txId: string): Promise<Receipt | null> {
    return Promise.resolve(this.#store.transaction(txId) ? this.#repeat(txId) : null);
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

  proof(txId: string): Promise<LogProof | null> {
    const found = this.#store.transaction(txId);
    if (!found) return Promise.resolve(null);
    const { checkpoint, frontier } = this.#newestHead();
    const path = storedPath(frontier.size, found.position, (height, position) => this.#store.node(height, position));
    return Promise.resolve({ position: found.position, size: frontier.size, path, blockNumber: found.block, checkpoint });
  }

  fact(key: string): Promise<Fact | undefined> {
    return Promise.resolve(this.#store.fact(key));
  }

  facts(keys: readonly string[]): Promise<Map<string, Fact | undefined>> {
    return Promise.resolve(new Map(keys.map((key) => [key, this.#store.fact(key)])));
  }

  checkpoint(): Promise<string> {
    return Promise.resolve(this.#newestHead().checkpoint);
  }

  audit(): AuditState {
    return this.#audit;
  }

  /** Checks the whole history behind the running ledger, a slice at a time; on damage writing stops. */
  async auditBehind(): Promise<void> {
    const audit = new Audit(this.verifierKey);
    for (let number = 0; !this.#closed && number <= this.#head.number; number += 1) {
      const row = this.#store.block(number);
      const whole = audit.readBlock(row ?? { number: -1, text: '', checkpoint: '' });
      this.#audit = { auditedTo: audit.auditedTo, damage: audit.damage };
      if (!whole) return this.#stop(audit.damage);
      if (number % 50 === 49) await this.#turn();
    }
  }

  /** The audit that ran before the ledger opened. */
  audited(state: AuditState): void {
    this.#audit = state;
    if (state.damage.length > 0) this.#stop(state.damage);
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#writing) await this.#writing;
    for (const wake of this.#followers) wake();
    this.#store.close();
  }

  /** The head of the file: another process may have written last. */
  #newestHead(): Head {
    if (this.#store.lastBlock()?.number !== this.#head.number) this.#head = readHead(this.#store);
    return this.#head;
  }

  #stop(damage: readonly Damage[]): void {
    const [first] = damage;
    this.#stopped = first ? `${first.kind} ${first.name} ${first.rule}` : null;
  }

  #repeat(txId: string): Receipt {
    const found = this.#store.transaction(txId);
    if (!found) throw new Error(`the transaction ${txId} has a command fact and no place in the log`);
    return { kind: 'receipt', txId, blockNumber: found.block, position: found.position, repeated: true };
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
    if (this.#writing === null && this.#queue.length > 0 && this.#queue.length >= Math.min(this.#verifying, BATCH_MAX)) this.#writing = this.#write();
  }

  async #write(): Promise<void> {
    await this.#turn();
    while (this.#queue.length > 0 && this.#queue.length >= Math.min(this.#verifying, BATCH_MAX)) {
      const batch = this.#queue.slice(0, BATCH_MAX);
      this.#queue = this.#queue.slice(batch.length);
      this.#commit(batch);
      await this.#turn();
    }
    this.#writing = null;
    this.#writeWhenDue();
  }

  #commit(batch: readonly Waiting[]): void {
    let answers: (Receipt | Refused | Unknown)[];
    let head: Head;
    try {
      ({ answers, head } = this.#store.immediately(() => this.#runBatch(batch)));
    } catch (error) {
      // After a failed write or sync nothing is known about the disk: stop, keep the state as it is, and let a restart read it anew.
      this.#stopped = error instanceof Error ? error.message : String(error);
      for (const waiting of batch) waiting.answer(unknown('STOPPED'));
      return;
    }
    this.#head = head;
    batch.forEach((waiting, i) => waiting.answer(answers[i] as Receipt));
    for (const wake of this.#followers) wake();
  }

  #runBatch(batch: readonly Waiting[]): { answers: (Receipt | Refused | Unknown)[]; head: Head } {
    const head = this.#newestHead();
    const frontier = head.frontier.copy();
    const overlay = new Map<string, Fact>();
    const read = (keys: readonly string[]): Map<string, Fact | undefined> => new Map(keys.map((key) => [key, overlay.get(key) ?? this.#store.fact(key)]));
    const number = head.number + 1;
    const transactions: BlockTransaction[] = [];
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
      for (const node of frontier.append(outcome.leaf)) this.#store.putNode(node.height, node.position, node.hash);
      for (const [key, fact] of outcome.writes) overlay.set(key, fact);
      transactions.push({ ...signed, entries: outcome.entries, writes: outcome.writes });
      this.#store.putTransaction(verified.txId, number, position);
      inBatch.set(verified.txId, position);
      return { kind: 'receipt', txId: verified.txId, blockNumber: number, position, repeated: false };
    });
    if (transactions.length === 0) return { answers, head };
    for (const [key, fact] of overlay) this.#store.putFact(key, fact);
    const at = Math.max(head.at, this.#clock());
    this.#store.dropCommandsBefore(at - COMMAND_FACT_MS);
    const { checkpoint, hash } = putBlock(this.#store, this.#signer, { at, genesis: null, number, previous: head.hash, transactions, writes: [] }, frontier);
    return { answers, head: { number, hash, at, frontier, checkpoint } };
  }
}

function putBlock(store: Store, signer: LogSigner, block: Block, frontier: Frontier): { hash: string; checkpoint: string } {
  const text = blockText(block);
  const hash = blockHash(text);
  const checkpoint = signCheckpoint({ origin: signer.origin, size: frontier.size, root: frontier.root(), blockNumber: block.number, blockHash: hash }, signer);
  store.putBlock({ number: block.number, text, checkpoint });
  return { hash, checkpoint };
}

function readHead(store: Store): Head {
  const row = store.lastBlock();
  if (!row) throw new Error('the ledger has no block');
  const note = parseNote(row.checkpoint);
  if ('broken' in note) throw new Error(`the checkpoint of block ${row.number} ${note.broken}`);
  const { at } = JSON.parse(row.text) as { at: number };
  return { number: row.number, hash: note.checkpoint.blockHash, at, frontier: store.frontier(note.checkpoint.size), checkpoint: row.checkpoint };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const refused = (refusal: Refused['refusal']): Refused => ({ kind: 'refusal', refusal });
const unknown = (reason: UnknownReason): Unknown => ({ kind: 'unknown', reason });
