import type { Fact } from '../facts.ts';
import type { Block } from '../format/block.ts';
import { genesisLeaf } from '../format/log-leaf.ts';
import { transactionId } from '../format/signed-command.ts';
import { Frontier, leafHash, peakPositions } from '../log/tree.ts';
import { blockAtHead, readBlock } from './read-block.ts';
import type { Place, Store } from './store.ts';
import { placeInTile, Tiles } from './tiles.ts';
import { transactionLeaf } from './transaction-leaf.ts';

/** Facts of commands are kept so long: an id is good for seven days, and two clocks may each be five minutes off. */
export const COMMAND_FACT_MS = 7 * 86_400_000 + 900_000;
/** The tables are brought up to the newest block after so many blocks or facts: what a start has to read again, and what memory holds. */
export interface SettleAfter {
  readonly blocks: number;
  readonly facts: number;
}
export const SETTLE_AFTER: SettleAfter = { blocks: 1_000, facts: 50_000 };
const CACHE_FACTS = 50_000;

export interface Head {
  readonly number: number;
  readonly hash: string;
  readonly at: number;
  readonly frontier: Frontier;
  readonly checkpoint: string;
}

/**
 * What all blocks come to: the tables of the store as far as they are settled, and above them in memory what later blocks wrote.
 * Committing a block therefore writes the block alone, in one run of pages. Another process may write to the same file; `catchUp` reads what it wrote.
 */
export class State {
  readonly #store: Store;
  readonly #settleAfter: SettleAfter;
  #head: Head;
  /** Written by blocks above `settled`; the newest value of each. */
  #facts = new Map<string, Fact>();
  #places = new Map<string, Place>();
  readonly #tiles: Tiles;
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
    this.#tiles = new Tiles((level, tile) => store.tile(level, tile));
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
    const fact = this.#facts.get(key) ?? this.#cached(key);
    return fact && 'digest' in fact && fact.at < this.#head.at - COMMAND_FACT_MS ? undefined : fact;
  }

  place(txId: string): Place | undefined {
    return this.#places.get(txId) ?? this.#store.place(txId);
  }

  /** A complete node of the log's tree. */
  node(height: number, position: number): Uint8Array {
    const node = this.#tiles.node(height, position) ?? this.#storedNode(height, position);
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
    let position = head.frontier.size - block.transactions.length;
    for (const made of nodes) for (const node of made) this.#tiles.put(node);
    for (const [key, fact] of block.writes) this.#take(key, fact);
    for (const { command, writes } of block.transactions) {
      for (const [key, fact] of writes) this.#take(key, fact);
      this.#places.set(transactionId(command), { block: block.number, position });
      position += 1;
    }
    this.#head = head;
  }

  /** Whether so much lies above the tables that they should be brought up. */
  get isDue(): boolean {
    return this.#facts.size >= this.#settleAfter.facts || this.#head.number - this.#settled >= this.#settleAfter.blocks;
  }

  /** Brings the tables up to the newest block, in one transaction. */
  settle(): void {
    if (this.#settled === this.#head.number) return;
    this.#store.immediately(() => {
      this.catchUp();
      // In the order of the keys each page of a table is touched once.
      for (const [key, fact] of sorted(this.#facts)) this.#store.putFact(key, fact);
      for (const [txId, place] of sorted(this.#places)) this.#store.putPlace(txId, place);
      for (const { level, nodes, tile } of this.#tiles.changed()) this.#store.putTile(level, tile, nodes);
      this.#store.dropCommandsBefore(this.#head.at - COMMAND_FACT_MS);
      this.#store.putSettled(this.#head.number);
    });
    this.#settled = this.#head.number;
    this.#lastCommandId = this.#store.lastCommandId();
    if (this.#cache.size > CACHE_FACTS) this.#cache.clear();
    for (const [key, fact] of this.#facts) if (!('digest' in fact)) this.#cache.set(key, fact);
    this.#facts = new Map();
    this.#places = new Map();
    this.#tiles.clear();
  }

  #take(key: string, fact: Fact): void {
    this.#facts.set(key, fact);
    this.#cache.delete(key);
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
const sorted = <V>(map: ReadonlyMap<string, V>): [string, V][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
