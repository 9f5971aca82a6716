import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../format/bytes.ts';
import { leafHash, levelsOf, pathOf, rootOf } from '../log/tree.ts';
import { mergedGaps, prunedTree } from './pruned-tree.ts';

const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => leafHash(`leaf ${i}`));
const aTree = fc.integer({ min: 1, max: 70 }).chain((size) => fc.record({ size: fc.constant(size), one: fc.subarray([...Array(size).keys()]), other: fc.subarray([...Array(size).keys()]) }));

describe('a tree of which only some leaves are told', () => {
  it('has the root and the paths of the whole tree', () => {
    fc.assert(
      fc.property(aTree, ({ one, size }) => {
        const leaves = leavesOf(size);
        const gaps = prunedTree(leaves)?.prunedTo(one) ?? [];
        const told = prunedTree(one.map((place) => leaves[place] as Uint8Array), gaps);
        expect(told?.root).toBe(rootOf(leaves));
        expect(told?.places).toEqual(one);
        for (const place of one) expect(told?.pathOf(place)).toEqual(pathOf(levelsOf(leaves), place));
      }),
    );
  });

  it('tells nothing of the leaves left out but roots, and few of them', () => {
    const leaves = leavesOf(2_000);
    const gaps = prunedTree(leaves)?.prunedTo([3, 4, 1_500]) ?? [];
    expect(gaps.length).toBeLessThan(30);
    expect(gaps.reduce((sum, { size }) => sum + size, 0)).toBe(1_997);
  });

  it('joins with another telling of the same tree', () => {
    fc.assert(
      fc.property(aTree, ({ one, other, size }) => {
        const leaves = leavesOf(size);
        const telling = (places: number[]) => prunedTree(places.map((place) => leaves[place] as Uint8Array), prunedTree(leaves)?.prunedTo(places)) as NonNullable<ReturnType<typeof prunedTree>>;
        const both = [...new Set([...one, ...other])].sort((a, b) => a - b);
        expect(mergedGaps(telling(one), telling(other))).toEqual(prunedTree(leaves)?.prunedTo(both));
      }),
    );
  });

  it('has no root when a gap is no subtree, and is refused when gaps overlap', () => {
    const [a, b, c] = leavesOf(3) as [Uint8Array, Uint8Array, Uint8Array];
    expect(prunedTree([a], [{ index: 1, size: 2, hash: toHex(b) }])?.root).toBeUndefined();
    expect(prunedTree([a], [{ index: 0, size: 2, hash: toHex(b) }, { index: 1, size: 1, hash: toHex(c) }])).toBeNull();
  });
});
