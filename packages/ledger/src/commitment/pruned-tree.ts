import { fromHex, toHex } from '../format/bytes.ts';
import { EMPTY_ROOT, nodeHash } from '../log/tree.ts';

/** A subtree of an RFC 6962 tree of which nothing is told but its root: `size` leaves from `index` on. */
export interface Gap {
  readonly index: number;
  readonly size: number;
  readonly hash: string;
}

/** A tree of which some leaves are known and the rest are gaps. */
export interface PrunedTree {
  readonly size: number;
  /** Undefined when the gaps are not subtrees of a tree of that size. */
  readonly root: string | undefined;
  /** Where the known leaves stand, in their order. */
  readonly places: readonly number[];
  /** The path of a known leaf, from the bottom up. Throws where the tree has no root. */
  pathOf(place: number): string[];
  /** Root of the subtree of so many leaves from there on; undefined where it cannot be told. */
  hash(index: number, size: number): string | undefined;
  /** The fewest gaps that leave these places alone known. */
  prunedTo(places: readonly number[]): Gap[];
}

/** The tree of leaf hashes in their order, with the gaps between them; null when the gaps overlap or reach beyond. */
export function prunedTree(leaves: readonly Uint8Array[], gaps: readonly Gap[] = []): PrunedTree | null {
  const size = leaves.length + gaps.reduce((sum, gap) => sum + gap.size, 0);
  const places = placesBetween(leaves.length, gaps);
  if (!places) return null;
  const known = new Map<string, Uint8Array>();
  for (const [i, place] of places.entries()) known.set(`${place} 1`, leaves[i] as Uint8Array);
  for (const gap of gaps) known.set(`${gap.index} ${gap.size}`, fromHex(gap.hash));
  const hash = (index: number, count: number): Uint8Array | undefined => {
    const name = `${index} ${count}`;
    const found = known.get(name);
    if (found || count <= 1) return found;
    const half = largestPowerBelow(count);
    const left = hash(index, half);
    const right = left && hash(index + half, count - half);
    if (!right) return undefined;
    const made = nodeHash(left, right);
    known.set(name, made);
    return made;
  };
  const text = (index: number, count: number): string | undefined => {
    const found = hash(index, count);
    return found && toHex(found);
  };
  return {
    size,
    root: size === 0 ? EMPTY_ROOT : text(0, size),
    places,
    hash: text,
    pathOf: (place) => pathWithin(text, place, { index: 0, count: size }),
    prunedTo: (kept) => gapsAround([...kept].sort((a, b) => a - b), text, { index: 0, count: size }),
  };
}

/**
 * What two tellings of one tree say together, each with leaf hashes by their place: the known leaves of both, and gaps around them.
 * Null when they are not of one tree.
 */
export function mergedGaps(a: PrunedTree, b: PrunedTree): Gap[] | null {
  if (a.size !== b.size || a.root === undefined || a.root !== b.root) return null;
  const places = [...new Set([...a.places, ...b.places])].sort((x, y) => x - y);
  return gapsAround(places, (index, count) => a.hash(index, count) ?? b.hash(index, count), { index: 0, count: a.size });
}

interface Span {
  readonly index: number;
  readonly count: number;
}

type HashOf = (index: number, size: number) => string | undefined;

/** The places that gaps leave free, as many as there are leaves. */
function placesBetween(leaves: number, gaps: readonly Gap[]): number[] | null {
  const places: number[] = [];
  let next = 0;
  for (const gap of [...gaps].sort((a, b) => a.index - b.index)) {
    if (gap.index < next || gap.size < 1) return null;
    for (; next < gap.index; next += 1) places.push(next);
    if (places.length > leaves) return null;
    next += gap.size;
  }
  while (places.length < leaves) places.push(next++);
  return places;
}

function pathWithin(hash: HashOf, place: number, { count, index }: Span): string[] {
  if (count <= 1) return [];
  const half = largestPowerBelow(count);
  const left = { index, count: half };
  const right = { index: index + half, count: count - half };
  const [own, other] = place < right.index ? [left, right] : [right, left];
  const sibling = hash(other.index, other.count);
  if (sibling === undefined) throw new Error(`the tree does not tell the subtree at ${other.index}`);
  return [...pathWithin(hash, place, own), sibling];
}

/** `kept` are sorted places within the span. */
function gapsAround(kept: readonly number[], hash: HashOf, { count, index }: Span): Gap[] {
  if (count === 0) return [];
  if (kept.length === 0) {
    const root = hash(index, count);
    if (root === undefined) throw new Error(`the tree does not tell the subtree at ${index}`);
    return [{ index, size: count, hash: root }];
  }
  if (count === 1) return [];
  const half = largestPowerBelow(count);
  const middle = index + half;
  return [
    ...gapsAround(kept.filter((place) => place < middle), hash, { index, count: half }),
    ...gapsAround(kept.filter((place) => place >= middle), hash, { index: middle, count: count - half }),
  ];
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
