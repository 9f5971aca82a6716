import type { Fact } from '../facts.ts';
import type { Block } from '../format/block.ts';
import { genesisLeaf } from '../format/log-leaf.ts';
import { Frontier, leafHash, peakPositions } from '../log/tree.ts';
import { blockAtHead, readBlock } from './read-block.ts';
import type { Place, Reached, Store } from './store.ts';
import { placeInTile } from './tiles.ts';
import { transactionLeaf } from './transaction-leaf.ts';
import { Unsettled } from './unsettled.ts';

/** Facts of commands are kept so long: an id is good for seven days, and two clocks may each be five minutes off. */
export const COMMAND_FACT_MS = 7 * 86_400_000 + 900_000;
/** The tables are brought up after so many blocks or facts: what a start has to read again, and what memory holds. */
export interface SettleAfter {
  readonly blocks: number;
  readonly facts: number;
  /** Lines that are written at least with each block, while the tables are being brought up. */
  readonly atOnce: number;
}
export const SETTLE_AFTER: SettleAfter = { blocks: 1_000, facts: 75_000, atOnce: 500 };
/** For each line that blocks add, so many of those before are written: done when a third of the time is over until it is due again. */
const PACE = 3;
const CACHE_FACTS = 50_000;

export interface Head {
  readonly number: number;
  readonly hash: string;
  readonly at: number;
  readonly frontier: Frontier;
  readonly checkpoint: string;
}

/** What the tables are being brought up to, and how far that is. */
interface Settling {
  readonly head: Head;
  readonly unsettled: Unsettled;
  readonly lines: Generator<string, void>;
  written: number;
  /** As it is told in the file; undefined before the first line. */
  reached: Reached | undefined;
}

/**
 * What all blocks come to: the tables of the store as far as they are settled, and above them in memory what later blocks wrote.
 * Committing a block therefore writes the block alone, in one run of pages. Another process may write to the same file; `catchUp` reads what it wrote.
 */
export class State {
  readonly #store: Store;
  readonly #settleAfter: SettleAfter;
  #head: Head;
  /** What the newest blocks wrote. */
  #unsettled: Unsettled;
  /** What blocks before these wrote, on its way into the tables. */
  #settling: Settling | null = null;
  #settled: number;
  #unreadable: string | null = null;
  /** Ids of commands begin with their time: hardly ever does a new one have to be looked for among the stored ones. */
  #lastCommandId: string;
  /** Read from the tables; emptied when it grows too large. */
  readonly #cache = new Map<string, Fact>();

  /** Reads the newest state: the tables, and the blocks above them. Where one of these cannot be read, `unreadable` names it and the state is that before it. */
  constructor(store: Store, settleAfter = SETTLE_AFTER) {
    this.#store = store;
    this.#settleAfter = settleAfter;
    this.#unsettled = new Unsettled((level, tile) => store.tile(level, tile));
    this.#settled = store.settled();
    this.#lastCommandId = store.lastCommandId();
    if (store.newest() < 0) throw new Error('the ledger has no block');
    this.#head = this.#settled < 0 ? BEFORE_GENESIS : this.#settledHead();
    try {
      this.catchUp();
    } catch (error) {
      this.#unreadable = error instanceof Error ? error.message : String(error);
    }
  }

  get unreadable(): string | null {
    return this.#unreadable;
  }

  get head(): Head {
    return this.#head;
  }

  /** The fact as the newest block left it. */
  fact(key: string): Fact | undefined {
    const fact = this.#unsettled.facts.get(key) ?? this.#settling?.unsettled.facts.get(key) ?? this.#cached(key);
    return fact && 'digest' in fact && fact.at < this.#head.at - COMMAND_FACT_MS ? undefined : fact;
  }

  place(txId: string): Place | undefined {
    return this.#unsettled.place(txId) ?? this.#settling?.unsettled.place(txId) ?? this.#store.place(txId);
  }

  /** A complete node of the log's tree. */
  node(height: number, position: number): Uint8Array {
    const node = this.#unsettled.node(height, position) ?? this.#settling?.unsettled.node(height, position) ?? this.#storedNode(height, position);
    if (!node) throw new Error(`the node ${position} at height ${height} of the log is missing`);
    return node;
  }

  /** Reads the blocks that another process has written since. */
  catchUp(): void {
    if (this.#unreadable) return;
    for (const newest = this.#store.newest(); this.#head.number < newest; ) {
      const number = this.#head.number + 1;
      const { block, checkpoint, note } = readBlock(this.#store, number);
      const frontier = this.#head.frontier.copy();
      const leaves = block.genesis ? [leafHash(genesisLeaf(block.genesis))] : block.transactions.map(transactionLeaf);
      this.apply(block, leaves.map((leaf) => frontier.append(leaf)), { number, hash: checkpoint.blockHash, at: block.at, frontier, checkpoint: note });
    }
  }

  /** Takes in a block that is in the file. `nodes`: what each of its leaves completed in the log's tree. */
  apply(block: Block, nodes: readonly ReturnType<Frontier['append']>[], head: Head): void {
    this.#unsettled.take(block, nodes, head.frontier.size - block.transactions.length);
    this.#head = head;
  }

  /** Whether so much lies above the tables that they should be brought up. */
  get isDue(): boolean {
    return this.#unsettled.facts.size >= this.#settleAfter.facts || this.#head.number - (this.#settling?.head.number ?? this.#settled) >= this.#settleAfter.blocks;
  }

  /**
   * Brings the tables up a few lines at a time, in the transaction of each block that is written, so that nobody ever waits for all of them.
   * False when another process has changed the tables, or a crash has left them on their way: then `settle` has to bring them up at once.
   */
  settleSome(): boolean {
    this.#dropSettled();
    if (!this.#settling && !this.isDue) return true;
    if (!this.#isAsLeft()) return false;
    const settling = (this.#settling ??= this.#beginSettling());
    const upTo = Math.max(settling.written + this.#settleAfter.atOnce, PACE * this.#unsettled.size);
    for (; settling.written < upTo; settling.written += 1) {
      const { done, value } = settling.lines.next();
      if (done) return this.#endSettling(settling.head);
      settling.reached = { block: settling.head.number, line: value };
    }
    if (settling.reached) this.#store.putSettling(settling.reached);
    return true;
  }

  /** Brings the tables up to the newest block, in one transaction. */
  settle(): void {
    this.#dropSettled();
    if (this.#settled === this.#head.number) return;
    const above = this.#settling ? [this.#settling.unsettled, this.#unsettled] : [this.#unsettled];
    this.#store.immediately(() => {
      this.catchUp();
      for (const unsettled of above) for (const _ of unsettled.write(this.#store));
      this.#endSettling(this.#head);
    });
    for (const unsettled of above) this.#drop(unsettled, this.#head);
    this.#unsettled = this.#nextUnsettled();
  }

  #isAsLeft(): boolean {
    const [stored, own] = [this.#store.settling(), this.#settling?.reached];
    return this.#store.settled() === this.#settled && stored?.block === own?.block && stored?.line === own?.line;
  }

  #beginSettling(): Settling {
    const unsettled = this.#unsettled;
    this.#unsettled = this.#nextUnsettled();
    return { head: this.#head, unsettled, lines: unsettled.write(this.#store), written: 0, reached: undefined };
  }

  #nextUnsettled(): Unsettled {
    return new Unsettled((level, tile) => this.#settling?.unsettled.tile(level, tile) ?? this.#store.tile(level, tile));
  }

  #endSettling({ at, number }: Head): true {
    this.#store.dropCommandsBefore(at - COMMAND_FACT_MS);
    this.#store.putSettled(number);
    return true;
  }

  /** Memory goes when the transaction that wrote the last line is seen to have been committed. */
  #dropSettled(): void {
    if (this.#settling && this.#store.settled() === this.#settling.head.number) this.#drop(this.#settling.unsettled, this.#settling.head);
  }

  #drop({ facts }: Unsettled, { number }: Head): void {
    this.#settling = null;
    this.#settled = number;
    this.#lastCommandId = this.#store.lastCommandId();
    if (this.#cache.size > CACHE_FACTS) this.#cache.clear();
    for (const [key, fact] of facts) if (!('digest' in fact)) this.#cache.set(key, fact);
  }

  #cached(key: string): Fact | undefined {
    const known = this.#cache.get(key);
    if (known) return known;
    if (key.startsWith('command/') && key.slice(-UUID_CHARACTERS) > this.#lastCommandId) return undefined;
    const fact = this.#store.fact(key);
    if (fact && !('digest' in fact)) {
      if (this.#cache.size > CACHE_FACTS) this.#cache.clear();
      this.#cache.set(key, fact);
    }
    return fact;
  }

  #storedNode(height: number, position: number): Uint8Array | undefined {
    const { level, offset, tile } = placeInTile(height, position);
    return this.#store.nodeAt(level, tile, offset);
  }

  #settledHead(): Head {
    const { at, checkpoint, note } = blockAtHead(this.#store, this.#settled);
    const peaks = peakPositions(checkpoint.size).map(({ height, position }) => this.#storedNode(height, position));
    if (peaks.includes(undefined)) throw new Error('the nodes of the log lack a peak');
    return { number: this.#settled, hash: checkpoint.blockHash, at, frontier: new Frontier(checkpoint.size, peaks as Uint8Array[]), checkpoint: note };
  }
}

const UUID_CHARACTERS = 36;
const BEFORE_GENESIS: Head = { number: -1, hash: '', at: 0, frontier: new Frontier(), checkpoint: '' };
