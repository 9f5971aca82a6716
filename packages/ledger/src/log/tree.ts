import { concat, fromHex, toHex } from '../format/bytes.ts';
import { sha256 } from '../format/hash.ts';

/** RFC 6962 Merkle trees over bytes. Pure; hashes are hexadecimal at the edge and bytes within. */

const LEAF = Uint8Array.of(0);

/** The hash of a leaf: of bytes, or of the UTF-8 bytes of a text. */
export const leafHash = (leaf: string | Uint8Array): Uint8Array => sha256(typeof leaf === 'string' ? `\0${leaf}` : concat(LEAF, leaf));

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const node = new Uint8Array(65);
  node[0] = 1;
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}

/** The root of nothing: the hash of the empty text (RFC 6962 2.1). */
export const EMPTY_ROOT = toHex(sha256(new Uint8Array()));

/** Root over leaf hashes in their order, hexadecimal. */
export function rootOf(leaves: readonly Uint8Array[]): string {
  return leaves.length === 0 ? EMPTY_ROOT : toHex(levelsOf(leaves).at(-1)?.[0] as Uint8Array);
}

/** A tree kept level by level, to answer many paths. The last node of an odd level rises unchanged, which gives RFC 6962's shape. */
export function levelsOf(leaves: readonly Uint8Array[]): Uint8Array[][] {
  const levels: Uint8Array[][] = [[...leaves]];
  for (let level = levels[0] as Uint8Array[]; level.length > 1; ) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i] as Uint8Array, level[i + 1]];
      above.push(right ? nodeHash(left, right) : left);
    }
    levels.push(above);
    level = above;
  }
  return levels;
}

/** Inclusion path of one leaf, from the bottom up, hexadecimal. */
export function pathOf(levels: readonly (readonly Uint8Array[])[], index: number): string[] {
  const path: string[] = [];
  for (let depth = 0, at = index; depth < levels.length - 1; depth += 1, at >>= 1) {
    const sibling = levels[depth]?.[at ^ 1];
    if (sibling) path.push(toHex(sibling));
  }
  return path;
}

/** Whether the path leads from the leaf hash at that index of a tree of that size to the root (RFC 9162 2.1.3.2). */
export function pathLeadsTo(root: string, { leaf, index, size, path }: { leaf: Uint8Array; index: number; size: number; path: readonly string[] }): boolean {
  if (index >= size) return false;
  let node = leaf;
  let at = index;
  let last = size - 1;
  for (const step of path) {
    if (last === 0) return false;
    const sibling = fromHex(step);
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && toHex(node) === root;
}

/** The complete subtrees of a growing tree, largest first: all that appending needs (one hash a bit of the size). */
export class Frontier {
  readonly #peaks: { height: number; hash: Uint8Array }[];
  #size: number;

  constructor(size = 0, peaks: readonly Uint8Array[] = []) {
    this.#size = size;
    const heights = peakHeights(size);
    if (heights.length !== peaks.length) throw new Error(`a tree of ${size} leaves has ${heights.length} peaks, not ${peaks.length}`);
    this.#peaks = heights.map((height, i) => ({ height, hash: peaks[i] as Uint8Array }));
  }

  get size(): number {
    return this.#size;
  }

  /** Appends a leaf hash; gives every node that became complete, bottom up: what a store keeps to answer paths later. */
  append(leaf: Uint8Array): { height: number; position: number; hash: Uint8Array }[] {
    const made = [{ height: 0, position: this.#size, hash: leaf }];
    let top = { height: 0, hash: leaf };
    for (let last = this.#peaks.at(-1); last && last.height === top.height; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      top = { height: top.height + 1, hash: nodeHash(last.hash, top.hash) };
      made.push({ height: top.height, position: Math.floor(this.#size / 2 ** top.height), hash: top.hash });
    }
    this.#peaks.push(top);
    this.#size += 1;
    return made;
  }

  root(): string {
    const peaks = this.#peaks.map(({ hash }) => hash);
    let root = peaks.pop();
    if (!root) return EMPTY_ROOT;
    for (let left = peaks.pop(); left; left = peaks.pop()) root = nodeHash(left, root);
    return toHex(root);
  }

  copy(): Frontier {
    return new Frontier(
      this.#size,
      this.#peaks.map(({ hash }) => hash),
    );
  }
}

/** Heights of the complete subtrees of a tree of that size, largest first. */
export function peakHeights(size: number): number[] {
  const heights: number[] = [];
  for (let height = Math.floor(Math.log2(Math.max(size, 1))); height >= 0; height -= 1) {
    if (Math.floor(size / 2 ** height) % 2 === 1) heights.push(height);
  }
  return heights;
}

/** Where the peaks of a tree of that size stand, in the order of `peakHeights`. */
export const peakPositions = (size: number): { height: number; position: number }[] =>
  peakHeights(size).map((height) => ({ height, position: Math.floor(size / 2 ** height) - 1 }));

/**
 * Inclusion path of a leaf in a tree of that size, from stored complete nodes.
 * `node` gives the hash of a complete node, bottom up from height 0.
 */
export function storedPath(size: number, index: number, node: (height: number, position: number) => Uint8Array): string[] {
  if (index >= size) throw new Error(`leaf ${index} is not in a tree of ${size}`);
  const path: string[] = [];
  const climb = (from: number, to: number): void => {
    if (to - from === 1) return;
    const height = Math.ceil(Math.log2(to - from)) - 1;
    const middle = from + 2 ** height;
    if (index < middle) {
      climb(from, middle);
      path.push(toHex(rangeHash(middle, to, node)));
    } else {
      climb(middle, to);
      path.push(toHex(rangeHash(from, middle, node)));
    }
  };
  climb(0, size);
  return path;
}

/**
 * Consistency proof between two sizes of one log, from stored complete nodes (RFC 9162 2.1.4.1): what shows that the log of `newer` leaves
 * goes on from the one of `older`. `node` as in `storedPath`. The reader checks it with `goesOnFrom`.
 */
export function consistencyPath(older: number, newer: number, node: (height: number, position: number) => Uint8Array): string[] {
  if (older > newer) throw new Error(`a log of ${newer} leaves does not go on from one of ${older}`);
  if (older === 0 || older === newer) return [];
  const path: string[] = [];
  const subproof = (from: number, to: number, isWhole: boolean): void => {
    if (older === to) {
      if (!isWhole) path.push(toHex(rangeHash(from, to, node)));
      return;
    }
    const middle = from + 2 ** (Math.ceil(Math.log2(to - from)) - 1);
    if (older <= middle) {
      subproof(from, middle, isWhole);
      path.push(toHex(rangeHash(middle, to, node)));
    } else {
      subproof(middle, to, false);
      path.push(toHex(rangeHash(from, middle, node)));
    }
  };
  subproof(0, newer, true);
  return path;
}

/** The hash of leaves from..to-1, where `from` is a multiple of the largest power of two that is not above the length. */
function rangeHash(from: number, to: number, node: (height: number, position: number) => Uint8Array): Uint8Array {
  const length = to - from;
  const height = Math.floor(Math.log2(length));
  if (2 ** height === length) return node(height, from / length);
  return nodeHash(rangeHash(from, from + 2 ** height, node), rangeHash(from + 2 ** height, to, node));
}
