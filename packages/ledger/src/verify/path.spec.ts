import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../format/bytes.ts';
import { leafHash, levelsOf, pathLeadsTo, pathOf, rootOf } from '../log/tree.ts';
import { leadsTo } from './path.ts';

describe('the path check of the reader', () => {
  it('agrees with the one of the contract on true and on altered paths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), fc.nat(), fc.nat(), fc.nat({ max: 3 }), (size, pick, other, kind) => {
        const leaves = Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));
        const index = pick % size;
        const root = rootOf(leaves);
        const path = pathOf(levelsOf(leaves), index);
        const leaf = leaves[index] as Uint8Array;
        const altered = { index: kind === 1 ? other % (size + 1) : index, size: kind === 2 ? 1 + (other % 140) : size, path: kind === 3 ? path.slice(other % (path.length + 1)) : path };
        const writer = pathLeadsTo(root, { leaf, ...altered });
        // Sizes that give the same shape to this leaf's path are the same proof; both checks must say so alike.
        expect(leadsTo(root, { leaf: toHex(leaf), ...altered })).toBe(writer);
        if (kind === 0) expect(writer).toBe(true);
      }),
    );
  });
});
