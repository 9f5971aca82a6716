import { LIMITS } from '@packtrail/ledger';
import type { TradeEvent, ObjectEvent } from 'gs1-barcodes/epcis';
import { commissionTree, type NewUnit } from '../../handoffs/plan/commission-tree.ts';
import type { NodeRefusal } from '../../handoffs/node-refusals.ts';
import type { CapturedEvent } from './read-capture.ts';

/** One command that a file becomes. `n` numbers them by the file alone, so that an interrupted job finds its own again. */
export type Step = LotStep | CommissionStep | ShipStep;

export interface LotStep {
  readonly kind: 'registerLot';
  readonly n: number;
  readonly at: CapturedEvent;
  readonly gtin: string;
  readonly number: string;
  readonly expiry: string;
}

export interface CommissionStep {
  readonly kind: 'commission';
  readonly n: number;
  readonly at: CapturedEvent;
  readonly events: readonly TradeEvent[];
  /** Where they stand in the file. */
  readonly indices: readonly number[];
  /** The shipping event that attested goods came by; null for own goods. */
  readonly shipping: ObjectEvent | null;
}

export interface ShipStep {
  readonly kind: 'ship';
  readonly n: number;
  readonly at: CapturedEvent;
  readonly event: ObjectEvent;
}

/** So much goes into one command: the documents leave room for a shipping event and its statement. */
const COMMAND_MAX = { documents: LIMITS.documents - 100, units: 50_000, outermost: LIMITS.unitsNamed } as const;

type Numbered<T extends Step> = Omit<T, 'n'>;

/** The fewest commands that record the events of a file: its lots, then what it commissions, then its shipments. `baseOf` gives the GTIN that a product's lots belong to. */
export function fold(events: readonly CapturedEvent[], { baseOf, role }: { baseOf: (gtin: string) => string; role: 'seller' | 'buyer' }): Step[] | NodeRefusal {
  const shippings = events.filter((captured): captured is CapturedEvent & { event: ObjectEvent } => captured.event.type === 'ObjectEvent' && captured.event.bizStep === 'shipping');
  const making = events.filter(({ event }) => event.bizStep === 'commissioning' || event.bizStep === 'packing');
  const tree = commissionTree(making.map(({ event }) => event));
  if ('code' in tree) return tree;
  const groups =
    role === 'seller'
      ? [{ roots: tree.outermost, shipping: null }]
      : shippings.map(({ event }) => ({ roots: event.epcList.flatMap((link) => tree.units.get(link) ?? []), shipping: event }));
  const commissions = groups.flatMap(({ roots, shipping }) => commissionSteps(roots, { making, shipping }));
  const commissioned = new Set(commissions.flatMap((step) => step.events.flatMap((event) => (event.type === 'ObjectEvent' ? event.epcList : []))));
  const lots = lotSteps(making, { baseOf, tree: tree.units, commissioned });
  const ships = role === 'seller' ? shippings.map((captured): Numbered<ShipStep> => ({ kind: 'ship', at: captured, event: captured.event })) : [];
  return [...lots, ...commissions, ...ships].map((step, n) => ({ ...step, n }));
}

function commissionSteps(roots: readonly NewUnit[], { making, shipping }: { making: readonly CapturedEvent[]; shipping: ObjectEvent | null }): Numbered<CommissionStep>[] {
  return batches(roots).map((batch) => {
    const all = batch.flatMap(within);
    const links = new Set(all.map(({ link }) => link));
    const indices = [...documentsOf(all)].sort((a, b) => a - b);
    const events = indices.map((index) => restricted((making[index] as CapturedEvent).event, links));
    const roots_ = new Set(batch.map(({ link }) => link));
    return {
      kind: 'commission',
      at: making[indices[0] ?? 0] as CapturedEvent,
      events,
      indices: indices.map((index) => (making[index] as CapturedEvent).index),
      shipping: shipping && { ...shipping, epcList: shipping.epcList.filter((link) => roots_.has(link)) },
    };
  });
}

/** Cuts trees into batches that fit one command each, never through a tree. */
function batches(roots: readonly NewUnit[]): NewUnit[][] {
  const cut: NewUnit[][] = [];
  let documents = new Set<number>();
  let units = 0;
  for (const root of roots) {
    const all = within(root);
    const grown = new Set([...documents, ...documentsOf(all)]);
    const last = cut.at(-1);
    const fits = last && last.length < COMMAND_MAX.outermost && grown.size <= COMMAND_MAX.documents && units + all.length <= COMMAND_MAX.units;
    if (fits) last.push(root);
    else cut.push([root]);
    documents = fits ? grown : documentsOf(all);
    units = fits ? units + all.length : all.length;
  }
  return cut;
}

const within = (unit: NewUnit): NewUnit[] => [unit, ...unit.children.flatMap(within)];

const documentsOf = (units: readonly NewUnit[]): Set<number> => new Set(units.flatMap(({ commissionedBy, packedBy }) => (packedBy === null ? [commissionedBy] : [commissionedBy, packedBy])));

/** The event with those of its units alone; itself where it has no others. */
function restricted(event: TradeEvent, links: ReadonlySet<string>): TradeEvent {
  if (event.type === 'ObjectEvent') return event.epcList.every((link) => links.has(link)) ? event : { ...event, epcList: event.epcList.filter((link) => links.has(link)) };
  return event;
}

/** The lots of what is commissioned, in the order of the file. */
function lotSteps(
  making: readonly CapturedEvent[],
  { baseOf, commissioned, tree }: { baseOf: (gtin: string) => string; commissioned: ReadonlySet<string>; tree: ReadonlyMap<string, NewUnit> },
): Numbered<LotStep>[] {
  const lots = new Map<string, Numbered<LotStep>>();
  for (const { commissionedBy, identity, link, lot } of tree.values()) {
    if (identity.gtin === null || !lot || lot.expiry === null || !commissioned.has(link)) continue;
    const gtin = baseOf(identity.gtin);
    const name = `${gtin} ${lot.number}`;
    if (!lots.has(name)) lots.set(name, { kind: 'registerLot', at: making[commissionedBy] as CapturedEvent, gtin, number: lot.number, expiry: lot.expiry });
  }
  return [...lots.values()];
}
