import { sha256Hex, sha256OfHex } from '../format/hash.ts';

export interface TreePath {
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

/** Whether a path leads from a leaf hash (hexadecimal) to the root of a tree of that size (RFC 6962 2.1.1). */
export const leadsTo = (root: string, { leaf, ...tree }: TreePath & { leaf: string }): boolean => rootFrom(leaf, tree) === root;

/**
 * The root that a path leads to, hexadecimal; null when the path cannot be one of that index and size. Told by walking down from the whole
 * range to the leaf and hashing back up: another road than the writer's.
 */
export function rootFrom(leaf: string, { index, path, size }: TreePath): string | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  const turns: ('left' | 'right')[] = [];
  for (let from = 0, to = size; to - from > 1; ) {
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    if (index < from + half) {
      turns.push('left');
      to = from + half;
    } else {
      turns.push('right');
      from += half;
    }
  }
  if (turns.length !== path.length || !path.every((step) => /^[0-9a-f]{64}$/.test(step))) return null;
  let node = leaf;
  for (const sibling of path) node = turns.pop() === 'left' ? join(node, sibling) : join(sibling, node);
  return node;
}

/**
 * The root that a path leads to when each sibling's side is said: of `turns`, bottom up, L is a node on the left of its sibling. Where the size
 * of a tree is not signed, it must not be part of a proof: two sizes can give one path.
 */
export function rootByTurns(leaf: string, { path, turns }: { turns: string; path: readonly string[] }): string | null {
  if (turns.length !== path.length || !/^[LR]*$/.test(turns) || !path.every((step) => /^[0-9a-f]{64}$/.test(step))) return null;
  let node = leaf;
  for (const [i, sibling] of path.entries()) node = turns[i] === 'L' ? join(node, sibling) : join(sibling, node);
  return node;
}

/** The hash of a leaf, given as text, hexadecimal. */
export const hashLeaf = (leaf: string): string => sha256Hex(`\0${leaf}`);

const join = (left: string, right: string): string => sha256OfHex(`01${left}${right}`);
