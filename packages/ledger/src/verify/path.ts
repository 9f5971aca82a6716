import { concat, fromHex, toHex } from '../format/bytes.ts';
import { sha256 } from '../format/hash.ts';

/**
 * Whether a path leads from a leaf hash (hexadecimal) to the root of a tree of that size (RFC 6962 2.1.1), told by walking down from the
 * whole range to the leaf and hashing back up: another road than the writer's.
 */
export function leadsTo(root: string, { index, leaf, path, size }: { leaf: string; index: number; size: number; path: readonly string[] }): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
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
  if (turns.length !== path.length || !path.every((step) => /^[0-9a-f]{64}$/.test(step))) return false;
  let node = fromHex(leaf);
  for (const step of path) {
    const sibling = fromHex(step);
    node = turns.pop() === 'left' ? join(node, sibling) : join(sibling, node);
  }
  return toHex(node) === root;
}

const join = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(1), left, right));
