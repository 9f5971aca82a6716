import { packagesOf, type Expected, type ExpectedUnit } from './expected';
import { laneOf } from './lanes';
import type { Scanned } from './scanned';

/** How many packages of one lot are announced, and how many of them were found. */
export interface DifferenceLine {
  product: string | null;
  lot: string | null;
  expiry: string | null;
  expected: number;
  here: number;
  stopped: boolean;
}

/** The running difference against the advice, by product and lot, in the order of the advice. Pure. */
export function differenceOf(expected: Expected, scans: readonly Scanned[], shipmentId: string): DifferenceLine[] {
  const found = new Set(
    scans
      .filter((scan) => ['stock', 'quarantine', 'open'].includes(laneOf(scan, expected, shipmentId)))
      .flatMap(({ key }) => expected.byKey.get(key) ?? [])
      .flatMap((unit) => closedPackages(expected, unit, scans))
      .map(({ epc }) => epc),
  );
  const lines = new Map<string, DifferenceLine>();
  for (const unit of expected.units) {
    if (unit.kind !== 'PACKAGE') continue;
    const { expired, expiry, lot, product, recalled } = unit;
    const name = JSON.stringify([product, lot, expiry]);
    const line = lines.get(name) ?? { product, lot, expiry, expected: 0, here: 0, stopped: recalled || expired };
    lines.set(name, { ...line, expected: line.expected + 1, here: line.here + (found.has(unit.epc) ? 1 : 0) });
  }
  return [...lines.values()];
}

/** A container counts with all that is in it until something in it is scanned by itself. */
function closedPackages(expected: Expected, unit: ExpectedUnit, scans: readonly Scanned[]): ExpectedUnit[] {
  if (unit.kind === 'PACKAGE') return [unit];
  const inside = packagesOf(expected, unit);
  const keys = new Set(scans.flatMap(({ key }) => expected.byKey.get(key)?.epc ?? []));
  return inside.some(({ epc }) => keys.has(epc)) ? [] : inside;
}
