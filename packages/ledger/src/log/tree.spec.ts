import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../format/bytes.ts';
import { sha256 } from '../format/hash.ts';
import { EMPTY_ROOT, Frontier, leafHash, levelsOf, nodeHash, pathLeadsTo, pathOf, rootOf, storedPath } from './tree.ts';

/** RFC 6962 2.1, word for word: split at the largest power of two below the size. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

const leavesOf = (count: number) => Array.from({ length: count }, (_, i) => leafHash(utf8(`leaf ${i}`)));

describe('RFC 6962 trees', () => {
  it('has the root of nothing', () => {
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
  it('has the root that the RFC defines, at every size', () => {
    for (let size = 0; size <= 70; size += 1) expect(rootOf(leavesOf(size))).toBe(toHex(plainRoot(leavesOf(size))));
  });
  it('grows by appending to the same root, and keeps the nodes that paths need', () => {
    const frontier = new Frontier();
    const nodes = new Map<string, Uint8Array>();
    for (const [size, leaf] of leavesOf(70).entries()) {
      for (const { hash, height, position } of frontier.append(leaf)) nodes.set(`${height}/${position}`, hash);
      const leaves = leavesOf(size + 1);
      expect(frontier.root()).toBe(rootOf(leaves));
      const levels = levelsOf(leaves);
      for (const index of [0, size >> 1, size]) {
        const path = storedPath(size + 1, index, (height, position) => nodes.get(`${height}/${position}`) as Uint8Array);
        expect(path).toEqual(pathOf(levels, index));
      }
    }
  });
  it('proves every leaf, and no other leaf, index, size or path', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, pick, other) => {
        const leaves = leavesOf(size);
        const index = pick % size;
        const path = pathOf(levelsOf(leaves), index);
        const root = rootOf(leaves);
        const leaf = leaves[index] as Uint8Array;
        expect(pathLeadsTo(root, { leaf, index, size, path })).toBe(true);
        const wrongIndex = other % size;
        if (wrongIndex !== index) expect(pathLeadsTo(root, { leaf, index: wrongIndex, size, path })).toBe(false);
        expect(pathLeadsTo(root, { leaf: leafHash(utf8('forged')), index, size, path })).toBe(false);
        expect(pathLeadsTo(root, { leaf, index, size, path: [...path, root] })).toBe(false);
        if (path.length > 0) expect(pathLeadsTo(root, { leaf, index, size, path: path.slice(1) })).toBe(false);
        expect(pathLeadsTo(root, { leaf, index: size, size, path })).toBe(false);
      }),
    );
  });
});
