import type { Fact } from '../facts.ts';
import type { Block } from '../format/block.ts';
import { transactionId } from '../format/signed-command.ts';
import type { Place, Store } from './store.ts';
import { Tiles, type TreeNode } from './tiles.ts';

/** What some blocks come to while the tables do not hold it: the newest value of each fact, the places of transactions, and nodes of the log's tree. */
export class Unsettled {
  readonly #facts = new Map<string, Fact>();
  readonly #places = new Map<string, Place>();
  readonly #tiles: Tiles;

  /** `stored` gives a tile as it was before these blocks; undefined when there was none. */
  constructor(stored: (level: number, tile: number) => Uint8Array | undefined) {
    this.#tiles = new Tiles(stored);
  }

  /** Takes in the next block. `nodes`: what each of its leaves completed in the log's tree, `firstPosition` the index of the first of these. */
  take(block: Block, nodes: readonly (readonly TreeNode[])[], firstPosition: number): void {
    for (const made of nodes) for (const node of made) this.#tiles.put(node);
    for (const [key, fact] of block.writes) this.#facts.set(key, fact);
    block.transactions.forEach(({ command, writes }, i) => {
      for (const [key, fact] of writes) this.#facts.set(key, fact);
      this.#places.set(transactionId(command), { block: block.number, position: firstPosition + i });
    });
  }

  get facts(): ReadonlyMap<string, Fact> {
    return this.#facts;
  }

  /** Facts and places together. */
  get size(): number {
    return this.#facts.size + this.#places.size;
  }

  place(txId: string): Place | undefined {
    return this.#places.get(txId);
  }

  node(height: number, position: number): Uint8Array | undefined {
    return this.#tiles.node(height, position);
  }

  tile(level: number, tile: number): Uint8Array | undefined {
    return this.#tiles.tile(level, tile);
  }

  /** Writes all of it into the tables, a step for each line, and gives the name of the line: in the order of `lineOf`, so that each page of a table is touched once. */
  *write(store: Store): Generator<string, void> {
    for (const key of [...this.#facts.keys()].sort()) {
      store.putFact(key, this.#facts.get(key) as Fact);
      yield lineOf.fact(key);
    }
    for (const txId of [...this.#places.keys()].sort()) {
      store.putPlace(txId, this.#places.get(txId) as Place);
      yield lineOf.place(txId);
    }
    for (const { level, nodes, tile } of this.#tiles.changed()) store.putTile(level, tile, nodes);
  }
}

/** The lines of the tables in the order in which they are brought up: facts by their keys, then places by their transactions, then the nodes of the log. */
export const lineOf = {
  fact: (key: string) => key,
  place: (txId: string) => `~place/${txId}`,
  node: '~tile',
} as const;
