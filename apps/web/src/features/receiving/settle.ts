import { childrenOf, isStopped, outermostOf, packagesOf, type Expected, type ExpectedUnit } from './expected';
import { laneOf } from './lanes';
import type { Scanned } from './scanned';

export interface Held {
  epc: string;
  /** The server's sentence, or the code of a reason of ours. */
  why: string;
  /** Nobody has seen it: it is known to lie in a closed container, and must be found there. */
  unseen?: true;
}

/** What a count says to the ledger and to the sender. */
export interface Settlement {
  /** Outermost units of which every package was scanned, and single packages out of a container. */
  verified: string[];
  /** Closed containers, by their documents. */
  inferred: string[];
  /** What a received container should hold and does not, with the outermost container that it is missing from. */
  missing: { epc: string; from: string }[];
  /** Outermost units that have not come. */
  absent: string[];
  extra: string[];
  damaged: string[];
  /** What is to be quarantined once it is received. */
  held: Held[];
  /** What the ledger puts into quarantine by itself: all of it is of stopped lots. */
  landing: string[];
  /** Packages that go into stock. */
  packages: number;
}

/** `each`: what was not scanned is not here. `all`: everything is here, by its closed containers; what was scanned was a sample. */
export type Mode = 'each' | 'all';

interface Counting {
  expected: Expected;
  scans: readonly Scanned[];
  shipmentId: string;
  mode: Mode;
}

/** Turns a count into what is recorded. Pure. Only the odd package is put aside, never the container around it. */
export function settle({ expected, mode, scans, shipmentId }: Counting): Settlement {
  const sorted = scans.map((scan) => ({ scan, lane: laneOf(scan, expected, shipmentId) }));
  const here = new Set(sorted.filter(({ lane }) => lane === 'stock' || lane === 'quarantine' || lane === 'open').map(({ scan }) => scan.key));
  const seen = new Set([...here].flatMap((key) => expected.byKey.get(key)?.epc ?? []));
  const found: Found = { present: [], missing: [], absent: [] };
  for (const unit of outermostOf(expected)) {
    if (mode === 'all' || isPresent(expected, unit, seen)) {
      found.present.push(unit);
      if (mode === 'each') found.missing.push(...missingIn(expected, unit, seen).map((each) => ({ unit: each, from: unit.epc })));
    } else found.absent.push(unit);
  }
  const singles = [...here].filter((key) => !expected.byKey.has(key)).flatMap((key) => sorted.find(({ scan }) => scan.key === key)?.scan.text ?? []);
  const gone = new Set(found.missing.flatMap(({ unit }) => packagesOf(expected, unit)).map(({ epc }) => epc));
  const stays = (unit: ExpectedUnit) => packagesOf(expected, unit).filter(({ epc }) => !gone.has(epc));
  const verified = found.present.filter((unit) => mode === 'each' && stays(unit).every(({ epc }) => seen.has(epc)) && (unit.kind === 'PACKAGE' || expected.inside.has(unit.epc)));
  const landing = found.present.filter((unit) => landsHeld(expected, unit));
  const held = heldOf({ sorted, expected, landing, present: found.present, seen, gone });
  const all = found.present.flatMap(stays);
  const stopped = new Set([...held.map(({ epc }) => epc), ...landing.flatMap((unit) => packagesOf(expected, unit)).map(({ epc }) => epc)]);
  return {
    verified: [...verified.map(({ epc }) => epc), ...singles],
    inferred: found.present.filter((unit) => !verified.includes(unit)).map(({ epc }) => epc),
    missing: found.missing.map(({ from, unit }) => ({ epc: unit.epc, from })),
    absent: found.absent.map(({ epc }) => epc),
    extra: sorted.filter(({ lane }) => lane === 'extra').map(({ scan }) => scan.text),
    damaged: sorted.filter(({ lane, scan }) => scan.damaged && lane === 'quarantine').map(({ scan }) => expected.byKey.get(scan.key)?.epc ?? scan.text),
    held,
    landing: landing.map(({ epc }) => epc),
    packages: all.filter(({ epc }) => !stopped.has(epc)).length + singles.length,
  };
}

interface Found {
  present: ExpectedUnit[];
  missing: { unit: ExpectedUnit; from: string }[];
  absent: ExpectedUnit[];
}

/** A unit is here when it was scanned, or anything in it. */
function isPresent(expected: Expected, unit: ExpectedUnit, seen: ReadonlySet<string>): boolean {
  return seen.has(unit.epc) || childrenOf(expected, unit).some((child) => isPresent(expected, child, seen));
}

/** A container in which nothing was scanned is closed, and holds what it should; once something in it was, the rest must be seen too. */
function missingIn(expected: Expected, unit: ExpectedUnit, seen: ReadonlySet<string>): ExpectedUnit[] {
  const children = childrenOf(expected, unit);
  if (!children.some((child) => isPresent(expected, child, seen))) return [];
  return children.flatMap((child) => (isPresent(expected, child, seen) ? missingIn(expected, child, seen) : [child]));
}

/** A recalled or expired package, or a container of nothing else, is put into quarantine by the receipt itself. */
function landsHeld(expected: Expected, unit: ExpectedUnit): boolean {
  const packages = packagesOf(expected, unit);
  return packages.length > 0 && packages.every(isStopped);
}

interface Holding {
  sorted: readonly { scan: Scanned; lane: string }[];
  expected: Expected;
  landing: readonly ExpectedUnit[];
  present: readonly ExpectedUnit[];
  seen: ReadonlySet<string>;
  gone: ReadonlySet<string>;
}

function heldOf({ expected, gone, landing, present, seen, sorted }: Holding): Held[] {
  const landed = new Set(landing.flatMap((unit) => [unit, ...packagesOf(expected, unit)]).map(({ epc }) => epc));
  const scanned = sorted
    .filter(({ lane }) => lane === 'quarantine')
    .map(({ scan }): Held => ({ epc: expected.byKey.get(scan.key)?.epc ?? scan.text, why: scan.damaged ? 'DAMAGED' : (scan.told?.why ?? 'CHECK') }))
    .filter(({ epc }) => !landed.has(epc));
  const unseen = present
    .flatMap((unit) => packagesOf(expected, unit))
    .filter((unit) => isStopped(unit) && !seen.has(unit.epc) && !gone.has(unit.epc) && !landed.has(unit.epc))
    .map((unit): Held => ({ epc: unit.epc, why: unit.recalled ? 'RECALLED' : 'EXPIRED', unseen: true }));
  return [...scanned, ...unseen];
}
