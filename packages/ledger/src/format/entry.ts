import type { UnitFact, UnitRef } from '../facts.ts';
import { canonicalJson } from './canonical-json.ts';
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
export const unitFactHash = (fact: Omit<UnitFact, 'last'>): string =>
  taggedHash(
    'fact',
    canonicalJson({
      born: fact.born,
      contents: fact.contents,
      height: fact.height,
      held: fact.held,
      holder: fact.holder,
      in: fact.in,
      lots: taggedHash('lots', canonicalJson(fact.lots)),
      owner: fact.owner,
      resume: fact.resume,
      shipment: fact.shipment,
      since: fact.since,
      state: fact.state,
    }),
  );

/** An entry as a leaf of its transaction's tree: a text whose UTF-8 bytes are hashed. */
export const entryLeaf = ({ after, prev, unit }: Entry): string => TAGS.entry + canonicalJson({ after, prev: prev.map(({ leaf, unit: of }) => ({ leaf, unit: of })), unit });
