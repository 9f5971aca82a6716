import { canonicalJson } from './canonical-json.ts';
import { TAGS } from './hash.ts';

/** One line of a container's contents. `lots` is sorted; `contents` is the root of what lies within, empty for a package. */
export interface ContentLine {
  readonly unit: string;
  readonly height: number;
  readonly lots: readonly string[];
  readonly contents: string;
}

/** A line as a leaf of its container's RFC 6962 tree: a text whose UTF-8 bytes are hashed. Lines are sorted by unit key: their order would give serials away. */
export const contentLeaf = ({ contents, height, lots, unit }: ContentLine): string => TAGS.content + canonicalJson({ contents, height, lots, unit });
