import { mayName, OTHER_PARTNERS } from '../../access/policy.ts';
import type { Current } from '../../identity/current.ts';

/** So many packages in each kind of place. */
export interface Spread {
  inStock: number;
  inTransit: number;
  quarantined: number;
  dispensed: number;
}

export interface Counted {
  readonly party: string;
  readonly state: string;
  readonly count: number;
}

export const nowhere = (): Spread => ({ inStock: 0, inTransit: 0, quarantined: 0, dispensed: 0 });

/** In which column a state is counted. What was decommissioned is no longer anywhere. */
const COLUMN: Readonly<Record<string, keyof Spread>> = {
  active: 'inStock',
  partially_dispensed: 'inStock',
  in_transit: 'inTransit',
  quarantined: 'quarantined',
  illegitimate: 'quarantined',
  dispensed: 'dispensed',
};

/** Adds up counts by kind of place. */
export function spreadOf(counts: readonly Pick<Counted, 'state' | 'count'>[]): Spread {
  const spread = nowhere();
  for (const { count, state } of counts) {
    const column = COLUMN[state];
    if (column) spread[column] += count;
  }
  return spread;
}

export const packagesIn = ({ dispensed, inStock, inTransit, quarantined }: Spread): number => inStock + inTransit + quarantined + dispensed;

/** A line of a list of holders. `parties` are those added up in it. */
export interface PlaceLine extends Spread {
  readonly organisation: string;
  readonly named: boolean;
  readonly parties: readonly string[];
}

/** One line for each party whom the asker may know by name, one for all others together; those without any package are left out. */
export function linesOf(current: Current, counts: readonly Counted[], { consignees, names }: { consignees: ReadonlySet<string>; names: ReadonlyMap<string, string> }): PlaceLine[] {
  const parties = [...new Set(counts.map(({ party }) => party))];
  const named = parties.filter((party) => mayName(current, party, consignees));
  const others = parties.filter((party) => !named.includes(party));
  const line = (organisation: string, of: readonly string[], isNamed: boolean): PlaceLine => ({
    organisation,
    named: isNamed,
    parties: of,
    ...spreadOf(counts.filter(({ party }) => of.includes(party))),
  });
  return [...named.map((party) => line(names.get(party) ?? party, [party], true)).sort((a, b) => a.organisation.localeCompare(b.organisation)), ...(others.length > 0 ? [line(OTHER_PARTNERS, others, false)] : [])].filter(
    (each) => packagesIn(each) > 0,
  );
}
