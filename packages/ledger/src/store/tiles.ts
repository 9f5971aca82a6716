/** One node of the log's tree that became complete. */
export interface TreeNode {
  readonly height: number;
  readonly position: number;
  readonly hash: Uint8Array;
}

/** Eight heights of nodes over 256 neighbours, in one piece: heights 0 to 7 of tile level 0, 8 to 15 of level 1, and so on. */
const WIDTH = 256;
const HASH_BYTES = 32;
const TILE_BYTES = 510 * HASH_BYTES;

/** Where a node lies: its tile, and its first byte in it. */
export function placeInTile(height: number, position: number): { level: number; tile: number; offset: number } {
  const within = height % 8;
  const across = WIDTH >> within;
  return { level: Math.floor(height / 8), tile: Math.floor(position / across), offset: (512 - (512 >> within) + (position % across)) * HASH_BYTES };
}

export interface Tile {
  readonly level: number;
  readonly tile: number;
  readonly nodes: Uint8Array;
}

/** Gathers complete nodes into tiles. A tile that is still filling is kept with zeros where nodes are to come. */
export class Tiles {
  readonly #changed = new Map<string, Tile>();
  readonly #stored: (level: number, tile: number) => Uint8Array | undefined;

  /** `stored` gives a tile as it was kept before; undefined when there is none. */
  constructor(stored: (level: number, tile: number) => Uint8Array | undefined) {
    this.#stored = stored;
  }

  /** Takes a node in; gives its tile when it was the last one missing there. Nodes come in the order in which a growing tree completes them. */
  put({ hash, height, position }: TreeNode): Tile | null {
    const { level, offset, tile } = placeInTile(height, position);
    const key = `${level}/${tile}`;
    let found = this.#changed.get(key);
    if (!found) {
      const nodes = new Uint8Array(TILE_BYTES);
      nodes.set(this.#stored(level, tile) ?? NOTHING);
      found = { level, tile, nodes };
      this.#changed.set(key, found);
    }
    found.nodes.set(hash, offset);
    return offset === TILE_BYTES - HASH_BYTES ? found : null;
  }

  /** The node, when it lies in a tile that has changed. */
  node(height: number, position: number): Uint8Array | undefined {
    const { level, offset, tile } = placeInTile(height, position);
    const node = this.#changed.get(`${level}/${tile}`)?.nodes.subarray(offset, offset + HASH_BYTES);
    return node?.some((byte) => byte !== 0) ? node : undefined;
  }

  /** The tile, when it has changed. */
  tile(level: number, tile: number): Uint8Array | undefined {
    return this.#changed.get(`${level}/${tile}`)?.nodes;
  }

  /** Tiles that have changed. */
  changed(): Iterable<Tile> {
    return this.#changed.values();
  }

  drop({ level, tile }: Tile): void {
    this.#changed.delete(`${level}/${tile}`);
  }
}

const NOTHING = new Uint8Array();
