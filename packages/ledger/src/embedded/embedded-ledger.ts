import type { KeyObject } from 'node:crypto';
import { CLOCK_SKEW_MS } from '../commands.ts';
import { execute, type VerifiedCommand } from '../contract/index.ts';
import { type Fact, factKey } from '../facts.ts';
import type { Block, BlockTransaction } from '../format/block.ts';
import { commandDigest, isRefusal, parseCommand, type SignedCommand, transactionId } from '../format/signed-command.ts';
import type { Ledger, Receipt, Refused, Unknown, UnknownReason } from '../ledger.ts';
import { type LogSigner, verifyCommand } from '../log/signing.ts';
import type { Frontier } from '../log/tree.ts';
import { refuse } from '../refusals.ts';
import { keyInForce } from '../store/handovers.ts';
import { putBlock } from '../store/put-block.ts';
import { type LogOptions, RecordedLog } from '../store/recorded-log.ts';
import type { Head, SettleAfter } from '../store/state.ts';
import type { Store } from '../store/store.ts';

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
export class EmbeddedLedger extends RecordedLog implements Ledger {
  readonly engine = 'embedded';
  readonly #clock: () => number;
  readonly #verifySignature: Surroundings['verifySignature'];
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  /** Signatures that are being verified off the event loop. */
  #verifying = 0;
  /** Characters of the commands that wait or are being verified. */
  #characters = 0;

  /** `vkeys`: every key that the log has had, oldest first. */
  constructor(store: Store, signer: LogSigner, { clock, verifySignature = verifyCommand, ...options }: Pick<Surroundings, 'clock'> & Partial<Surroundings> & Pick<LogOptions, 'vkeys'>) {
    super(store, signer, options);
    this.#clock = clock;
    this.#verifySignature = verifySignature;
  }

  async submit(signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    if (this.isClosed || this.stopped) return unknown('STOPPED');
    if (this.#queue.length + this.#verifying >= WAITING_MAX.commands || this.#characters >= WAITING_MAX.characters) return unknown('BUSY');
    const command = parseCommand(signed.command);
    if (isRefusal(command)) return refused(command);
    if (command.origin !== this.origin) return refused(refuse('WRONG_LOG', { origin: command.origin }));
    const key = this.keyOf(command);
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
    if (this.isClosed) return unknown('STOPPED');
    if (Math.abs(command.at - this.#clock()) > CLOCK_SKEW_MS) {
      // A repeat is answered whatever its age; only what would be new must be of now.
      this.state.catchUp();
      const first = this.state.fact(factKey.command(command.by, command.commandId));
      return first && 'digest' in first && first.digest === commandDigest(command) ? this.repeat(first.txId) : unknown('STALE');
    }
    return new Promise((answer) => {
      this.#queue.push({ signed, verified, answer });
      this.#writeWhenDue();
    });
  }

  protected async finishWriting(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** The next block begins when as much is queued as is still being verified: one client never waits, many share a sync. No timer. */
  #writeWhenDue(): void {
    if (this.#writing === null && this.#isDue) this.#writing = this.#write();
  }

  get #isDue(): boolean {
    return this.#queue.length > 0 && this.#queue.length >= Math.min(this.#verifying, BATCH_MAX.commands);
  }

  async #write(): Promise<void> {
    await this.turn();
    while (this.#isDue) {
      this.#commit(this.#nextBatch());
      await this.turn();
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
    let outcome: BatchOutcome & { readonly isSettledInSteps: boolean };
    try {
      if (this.stopped) throw new Error(this.stopped);
      outcome = this.store.immediately(() => {
        this.state.catchUp();
        const ran = this.#runBatch(batch);
        return { ...ran, isSettledInSteps: this.state.settleSome() };
      });
    } catch (error) {
      this.stop(error);
      for (const waiting of batch) waiting.answer(unknown('STOPPED'));
      return;
    }
    try {
      if (outcome.recorded) this.state.apply(outcome.recorded.block, outcome.recorded.nodes, outcome.recorded.head);
    } catch (error) {
      // The block is in the file and its answers stand; what this process knows of it is not whole.
      this.stop(error);
    }
    batch.forEach((waiting, i) => waiting.answer(outcome.answers[i] as Receipt));
    this.wakeFollowers();
    if (!outcome.isSettledInSteps && !this.stopped) this.settle();
  }

  /** Runs the contract over a batch, each command seeing what those before it wrote, and puts the block into the file. */
  #runBatch(batch: readonly Waiting[]): BatchOutcome {
    const before = this.state.head;
    // Another process may have rotated the key: what the old one signed after that would be a fork.
    if (keyInForce(before.checkpoint) !== this.signer.keyId) throw new Error('the log has taken a new key, start again to write under it');
    const frontier = before.frontier.copy();
    const overlay = new Map<string, Fact>();
    const read = (keys: readonly string[]): Map<string, Fact | undefined> => new Map(keys.map((key) => [key, overlay.get(key) ?? this.state.fact(key)]));
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
        return position === undefined ? this.repeat(outcome.txId) : { kind: 'receipt', txId: outcome.txId, blockNumber: number, position, repeated: true };
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
    const { checkpoint, hash } = putBlock(this.store, this.signer, block, frontier);
    return { answers, recorded: { block, nodes, head: { number, hash, at, frontier, checkpoint } } };
  }
}

const refused = (refusal: Refused['refusal']): Refused => ({ kind: 'refusal', refusal });
const unknown = (reason: UnknownReason): Unknown => ({ kind: 'unknown', reason });
