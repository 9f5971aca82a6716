import type { TradeEvent, EventBase } from 'gs1-barcodes/epcis';
import { sgtinLink, ssccLink } from '../../documents/unit-link.ts';

interface Packing {
  readonly packagesPerCase: number | null;
  readonly casesPerPallet: number | null;
}

/** One command names at most 1,000 outermost units and speaks of at most 1,000 documents, one for each container packed. */
const CONTAINERS_MAX = 900;
const PACKAGES_MAX = 50_000;

/** Cuts so many packages into as many commands as they need, never through a container. Gives half-open ranges of packages. */
export function splitIntoCommands(count: number, { casesPerPallet, packagesPerCase }: Packing): { from: number; to: number }[] {
  const whole = (packagesPerCase ?? 1) * (casesPerPallet ?? 1);
  const containersInWhole = packagesPerCase ? 1 + (casesPerPallet ?? 0) : 1;
  const wholes = Math.max(1, Math.min(Math.floor(CONTAINERS_MAX / containersInWhole), Math.floor(PACKAGES_MAX / whole)));
  const step = wholes * whole;
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => ({ from: i * step, to: Math.min(count, (i + 1) * step) }));
}

/** The commissioning and packing events of packages in cases on pallets, as GS1 US has them: all packages, all cases, then each packing. */
export function packedEvents({
  caseSerials,
  casesPerPallet,
  here,
  lot,
  packagesPerCase,
  serials,
  ssccs,
}: Packing & {
  readonly here: Pick<EventBase, 'eventTime' | 'eventTimeZoneOffset' | 'readPoint' | 'bizLocation'>;
  readonly lot: { readonly gtin: string; readonly case_gtin: string | null; readonly number: string; readonly expires_on: string };
  readonly serials: readonly string[];
  /** One for each case, when cases have a GTIN; otherwise cases have SSCCs. */
  readonly caseSerials: readonly string[];
  readonly ssccs: readonly string[];
}): TradeEvent[] {
  const ilmd = { lotNumber: lot.number, itemExpirationDate: lot.expires_on };
  const packages = serials.map((serial) => sgtinLink(lot.gtin, serial));
  const commissioning = (epcList: readonly string[], more: object = {}): TradeEvent =>
    ({ type: 'ObjectEvent', ...here, action: 'ADD', bizStep: 'commissioning', disposition: 'active', epcList, ...more }) as TradeEvent;
  const packing = (parentID: string, childEPCs: readonly string[]): TradeEvent =>
    ({ type: 'AggregationEvent', ...here, action: 'ADD', bizStep: 'packing', disposition: 'in_progress', parentID, childEPCs }) as TradeEvent;
  const events = [commissioning(packages, { ilmd })];
  if (!packagesPerCase) return events;
  const caseContents = chunks(packages, packagesPerCase);
  const sscc = ssccs[Symbol.iterator]();
  const nextSscc = (): string => ssccLink(sscc.next().value as string);
  const cases = caseContents.map((_, i) => (lot.case_gtin ? sgtinLink(lot.case_gtin, caseSerials[i] as string) : nextSscc()));
  events.push(commissioning(cases, lot.case_gtin ? { ilmd } : {}), ...caseContents.map((children, i) => packing(cases[i] as string, children)));
  if (!casesPerPallet) return events;
  const palletContents = chunks(cases, casesPerPallet);
  const pallets = palletContents.map(nextSscc);
  return [...events, commissioning(pallets), ...palletContents.map((children, i) => packing(pallets[i] as string, children))];
}

const chunks = <T>(items: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
