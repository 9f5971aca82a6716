import { type ContentLine, contentLeaf } from '../format/content-leaf.ts';
import { fromHex, toHex } from '../format/bytes.ts';
import { leafHash, levelsOf, pathOf, rootOf } from '../log/tree.ts';
import { type Gap, prunedTree } from './pruned-tree.ts';

/** The contents of one container as a tree: its root, and for each line the path that proves it. */
export interface ContentTree {
  readonly root: string;
  readonly size: number;
  /** The proof of one unit key; throws when the container does not list it. */
  proofOf(unit: string): { height: number; lots: readonly string[]; contents: string; index: number; size: number; path: string[] };
}

/**
 * Commits to the contents of a container. Lines are sorted by key here; keys given twice are refused by throwing. `gaps` stand for lines that
 * are not known; gaps that do not fit are refused by throwing.
 */
export function contentTree(contents: readonly ContentLine[], gaps: readonly Gap[] = []): ContentTree {
  if (gaps.length > 0) return knownInPart(sortedLines(contents, true), gaps);
  const lines = sortedLines(contents);
  const levels = levelsOf(lines.map((line) => leafHash(contentLeaf(line))));
  const root = toHex(levels.at(-1)?.[0] as Uint8Array);
  const indexOf = new Map(lines.map((line, index) => [line.unit, index]));
  return {
    root,
    size: lines.length,
    proofOf(unit) {
      const index = indexOf.get(unit);
      const line = index === undefined ? undefined : lines[index];
      if (index === undefined || !line) throw new Error(`the container does not list ${unit}`);
      const { contents: within, height, lots } = line;
      return { height, lots, contents: within, index, size: lines.length, path: pathOf(levels, index) };
    },
  };
}

function knownInPart(lines: readonly ContentLine[], gaps: readonly Gap[]): ContentTree {
  const tree = prunedTree(lines.map((line) => leafHash(contentLeaf(line))), gaps);
  if (tree?.root === undefined) throw new Error('the gaps do not fit the contents of the container');
  const indexOf = new Map(lines.map(({ unit }, index) => [unit, index]));
  return {
    root: tree.root,
    size: tree.size,
    proofOf(unit) {
      const line = lines[indexOf.get(unit) ?? -1];
      const index = tree.places[indexOf.get(unit) ?? -1];
      if (index === undefined || !line) throw new Error(`the container does not list ${unit}`);
      const { contents: within, height, lots } = line;
      return { height, lots, contents: within, index, size: tree.size, path: tree.pathOf(index) };
    },
  };
}

/** Root over the keys of an EPC list, sorted: what stands for the list in the head of a document. */
export const keysRoot = (keys: readonly string[]): string => rootOf([...keys].sort().map((key) => leafHash(fromHex(key))));

function sortedLines(contents: readonly ContentLine[], mayBeEmpty = false): ContentLine[] {
  if (contents.length === 0 && !mayBeEmpty) throw new Error('a container is committed to with at least one unit');
  const lines = [...contents].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  lines.forEach((line, i) => {
    if (line.unit === lines[i - 1]?.unit) throw new Error(`the container lists ${line.unit} twice`);
  });
  return lines;
}
