import { type ContentLine, contentLeaf } from '../format/content-leaf.ts';
import { fromHex, toHex } from '../format/bytes.ts';
import { leafHash, levelsOf, pathOf, rootOf } from '../log/tree.ts';

/** The contents of one container as a tree: its root, and for each line the path that proves it. */
export interface ContentTree {
  readonly root: string;
  readonly size: number;
  /** The proof of one unit key; throws when the container does not list it. */
  proofOf(unit: string): { height: number; lots: readonly string[]; contents: string; index: number; size: number; path: string[] };
}

/** Commits to the contents of a container. Lines are sorted by key here; keys given twice are refused by throwing. */
export function contentTree(contents: readonly ContentLine[]): ContentTree {
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

/** Root over the keys of an EPC list, sorted: what stands for the list in the head of a document. */
export const keysRoot = (keys: readonly string[]): string => rootOf([...keys].sort().map((key) => leafHash(fromHex(key))));

function sortedLines(contents: readonly ContentLine[]): ContentLine[] {
  if (contents.length === 0) throw new Error('a container is committed to with at least one unit');
  const lines = [...contents].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  lines.forEach((line, i) => {
    if (line.unit === lines[i - 1]?.unit) throw new Error(`the container lists ${line.unit} twice`);
  });
  return lines;
}
