import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../format/bytes.ts';
import { consistencyPath, leafHash, levelsOf, nodeHash, rootOf } from '../log/tree.ts';
import { goesOnFrom } from './consistency.ts';

const leavesOf = (count: number, word = 'leaf') => Array.from({ length: count }, (_, i) => leafHash(utf8(`${word} ${i}`)));
const proofOf = (older: number, leaves: readonly Uint8Array[]) => {
  const levels = levelsOf(leaves);
  return consistencyPath(older, leaves.length, (height, position) => levels[height]?.[position] as Uint8Array);
};
const head = (leaves: readonly Uint8Array[], size = leaves.length) => ({ size, root: rootOf(leaves.slice(0, size)) });

/** RFC 9162 2.1.4.2, word for word. */
function byTheBook(older: { size: number; root: string }, newer: { size: number; root: string }, path: readonly string[]): boolean {
  const steps = Number.isInteger(Math.log2(older.size)) ? [older.root, ...path] : [...path];
  if (steps.length === 0) return false;
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [fr, sr] = [fromHex(steps[0] as string), fromHex(steps[0] as string)];
  for (const step of steps.slice(1)) {
    if (sn === 0) return false;
    const c = fromHex(step);
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else {
      sr = nodeHash(sr, c);
    }
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return toHex(fr) === older.root && toHex(sr) === newer.root && sn === 0;
}

describe('the consistency check of the reader', () => {
  it('accepts a log that goes on from an older one, at every pair of sizes', () => {
    const leaves = leavesOf(40);
    for (let newer = 0; newer <= 40; newer += 1) {
      const all = leaves.slice(0, newer);
      for (let older = 0; older <= newer; older += 1) {
        const path = proofOf(older, all);
        expect(goesOnFrom(head(all, older), head(all), path), `${older} to ${newer}`).toBe(true);
        if (older > 0 && older < newer) expect(byTheBook(head(all, older), head(all), path), `${older} to ${newer}`).toBe(true);
      }
    }
  });
  it('refuses a log in which any entry of the older one was changed, taken out or moved, whatever proof it makes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 120 }), fc.nat(), fc.nat(), fc.constantFrom('changed', 'dropped', 'swapped', 'put between'), (size, cut, pick, kind) => {
        const leaves = leavesOf(size);
        const older = 2 + (cut % (size - 1));
        const at = pick % older;
        const rewritten = [...leaves];
        if (kind === 'changed') rewritten[at] = leafHash(utf8('forged'));
        if (kind === 'dropped') rewritten.splice(at, 1);
        if (kind === 'put between') rewritten.splice(at, 0, leafHash(utf8('forged')));
        if (kind === 'swapped') [rewritten[at], rewritten[(at + 1) % older]] = [rewritten[(at + 1) % older] as Uint8Array, rewritten[at] as Uint8Array];
        if (rewritten.length < older) rewritten.push(leafHash(utf8('filler')));
        expect(goesOnFrom(head(leaves, older), head(rewritten), proofOf(Math.min(older, rewritten.length), rewritten))).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
  it('refuses any other proof: a step changed, left out, added, or moved; another size or root', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 200 }), fc.nat(), fc.nat(), fc.nat(), (size, cut, pick, other) => {
        const leaves = leavesOf(size);
        const older = 1 + (cut % (size - 1));
        const [from, to, path] = [head(leaves, older), head(leaves), proofOf(older, leaves)];
        const at = pick % path.length;
        const flipped = (hex: string) => `${hex.slice(0, 10)}${hex[10] === '0' ? '1' : '0'}${hex.slice(11)}`;
        expect(goesOnFrom(from, to, path.map((step, i) => (i === at ? flipped(step) : step)))).toBe(false);
        expect(goesOnFrom(from, to, path.filter((_, i) => i !== at))).toBe(false);
        expect(goesOnFrom(from, to, [...path.slice(0, at), to.root, ...path.slice(at)])).toBe(false);
        expect(goesOnFrom({ ...from, root: flipped(from.root) }, to, path)).toBe(false);
        expect(goesOnFrom(from, { ...to, root: flipped(to.root) }, path)).toBe(false);
        expect(goesOnFrom(to, from, path)).toBe(false);
        const wrong = { size: 1 + (other % 220), root: from.root };
        // Another size with the same root is refused, or it is refused by the book as well; both must say alike.
        if (wrong.size < size) expect(goesOnFrom(wrong, to, path)).toBe(byTheBook(wrong, to, path));
      }),
      { numRuns: 400 },
    );
  });
  it('is at most twice as long as the tree is high', () => {
    const leaves = leavesOf(200);
    for (let older = 1; older < 200; older += 1) expect(proofOf(older, leaves).length).toBeLessThanOrEqual(9);
  });
});
