import { unitKey } from '../../scanner/unit-key';

/** A unit that is to be found in the shipment, as the server lists it. */
export interface ExpectedUnit {
  epc: string;
  container: string | null;
  kind: string;
  product: string | null;
  lot: string | null;
  expiry: string | null;
  recalled: boolean;
  expired: boolean;
}

/** The shipment as a tree of units, found by the key of whatever is scanned. */
export interface Expected {
  units: readonly ExpectedUnit[];
  /** False when only the outermost units are known. */
  whole: boolean;
  byKey: ReadonlyMap<string, ExpectedUnit>;
  inside: ReadonlyMap<string, readonly ExpectedUnit[]>;
}

export function expectedOf(units: readonly ExpectedUnit[], whole: boolean): Expected {
  const inside = new Map<string, ExpectedUnit[]>();
  for (const unit of units) {
    if (unit.container === null) continue;
    const siblings = inside.get(unit.container);
    if (siblings) siblings.push(unit);
    else inside.set(unit.container, [unit]);
  }
  const byKey = new Map(units.flatMap((unit) => keyed(unit)));
  return { units, whole, byKey, inside };
}

const keyed = (unit: ExpectedUnit): [string, ExpectedUnit][] => {
  const key = unitKey(unit.epc);
  return key === null ? [] : [[key, unit]];
};

export const outermostOf = ({ units }: Expected): ExpectedUnit[] => units.filter(({ container }) => container === null);

export const childrenOf = ({ inside }: Expected, { epc }: ExpectedUnit): readonly ExpectedUnit[] => inside.get(epc) ?? [];

/** The packages in a unit; a package is its own. */
export function packagesOf(expected: Expected, unit: ExpectedUnit): ExpectedUnit[] {
  return unit.kind === 'PACKAGE' ? [unit] : childrenOf(expected, unit).flatMap((child) => packagesOf(expected, child));
}

/** What may not be put into stock, by the record alone. */
export const isStopped = ({ expired, recalled }: ExpectedUnit): boolean => recalled || expired;
