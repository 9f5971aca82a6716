import type { UnitFact, UnitRef } from '../facts.ts';
import { TAGS, taggedHash } from './hash.ts';

/** What one transaction did to one unit: a line of the unit's own history, bound to the lines before it. */
export interface Entry {
  readonly unit: UnitRef;
  /** The unit's own last leaf first (absent: it had no fact), then that of every container fact on its chain before and after, inside out. */
  readonly prev: readonly { readonly unit: UnitRef; readonly leaf: string }[];
  /** Hash of the fact it left behind. */
  readonly after: string;
}

/** Hash of a unit fact without `last` (which depends on it) and with its lots as their hash (which may be many). */
export const unitFactHash = ({ born, contents, height, held, holder, in: container, lots, owner, resume, shipment, since, state }: Omit<UnitFact, 'last'>): string =>
  taggedHash(
    'fact',
    `{"born":${quoted(born)},"contents":"${contents}","height":${height},"held":${held},"holder":${quoted(holder)},"in":${quoted(container)},"lots":"${taggedHash('lots', listed(lots))}",` +
      `"owner":${quoted(owner)},"resume":${quoted(resume)},"shipment":${quoted(shipment)},"since":${since},"state":"${state}"}`,
  );

/** An entry as a leaf of its transaction's tree: a text whose UTF-8 bytes are hashed. */
export const entryLeaf = ({ after, prev, unit }: Entry): string =>
  `${TAGS.entry}{"after":"${after}","prev":[${prev.map(({ leaf, unit: of }) => `{"leaf":"${leaf}","unit":"${of}"}`).join(',')}],"unit":"${unit}"}`;

// Keys, ids, states and whole numbers: nothing in them is ever escaped, so that their canonical JSON is put together as it stands.
const quoted = (text: string | null): string => (text === null ? 'null' : `"${text}"`);
const listed = (texts: readonly string[]): string => `[${texts.map(quoted).join(',')}]`;
