import type { TradeEvent } from 'gs1-barcodes/epcis';
import { identityOf, type UnitIdentity } from '../../documents/unit-link.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import { readable } from './tools.ts';

/** A unit that a set of events brings into being, with what lies in it. */
export interface NewUnit {
  readonly link: string;
  readonly identity: UnitIdentity;
  readonly lot: { readonly number: string; readonly expiry: string | null } | null;
  /** Index of the event that commissioned it, and of the one that packed it. */
  readonly commissionedBy: number;
  packedBy: number | null;
  parent: NewUnit | null;
  readonly children: NewUnit[];
}

/** The trees that commissioning and packing events describe; `outermost` are their roots. Refuses a packing of what they did not commission. */
export function commissionTree(events: readonly TradeEvent[]): { units: Map<string, NewUnit>; outermost: NewUnit[] } | NodeRefusal {
  const units = new Map<string, NewUnit>();
  for (const [index, event] of events.entries()) {
    if (event.type !== 'ObjectEvent' || event.bizStep !== 'commissioning') continue;
    const { itemExpirationDate = null, lotNumber } = event.ilmd ?? {};
    for (const link of event.epcList) {
      const identity = identityOf(link);
      if (!identity) return nodeRefusal('BAD_EVENT', { why: `${link} names no unit` });
      if (units.has(link)) return nodeRefusal('ALREADY_COMMISSIONED', { unit: readable(link) });
      const lot = lotNumber === undefined ? null : { number: lotNumber, expiry: itemExpirationDate };
      units.set(link, { link, identity, lot, commissionedBy: index, packedBy: null, parent: null, children: [] });
    }
  }
  for (const [index, event] of events.entries()) {
    if (event.type !== 'AggregationEvent' || event.bizStep !== 'packing') continue;
    const parent = units.get(event.parentID ?? '');
    if (!parent) return nodeRefusal('BAD_EVENT', { why: `${readable(event.parentID ?? '')} is packed into and was not commissioned with it` });
    for (const link of event.childEPCs) {
      const child = units.get(link);
      if (!child) return nodeRefusal('BAD_EVENT', { why: `${readable(link)} is packed and was not commissioned with its container` });
      if (child.parent) return nodeRefusal('BAD_EVENT', { why: `${readable(link)} is packed twice` });
      child.parent = parent;
      child.packedBy = index;
      parent.children.push(child);
    }
  }
  const outermost = [...units.values()].filter(({ parent }) => parent === null);
  // A ring of containers has no outermost one, and its units would be reached from none.
  const reached = outermost.reduce((count, unit) => count + sizeOf(unit), 0);
  return reached === units.size ? { units, outermost } : nodeRefusal('BAD_EVENT', { why: 'containers lie within one another in a ring' });
}

const sizeOf = (unit: NewUnit): number => unit.children.reduce((size, child) => size + sizeOf(child), 1);
