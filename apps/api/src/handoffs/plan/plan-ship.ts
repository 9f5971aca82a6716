import { LIMITS, type NamedUnit, PURPOSES, type Purpose, unitRef } from '@packtrail/ledger';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { putReferences, referencesOf } from '../../documents/shipment-references.ts';
import { putDelivery } from '../../exchange/put-delivery.ts';
import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import type { DraftDocument, Handoff } from '../record.ts';
import { documentOf, extensionTexts, partyGln } from './event.ts';
import { underInvestigation } from './under-investigation.ts';
import { keysOf, namesOf, type PlanTools, readable } from './tools.ts';

/** The keys of units that a commission will have brought into being, outermost ones, by their EPC. */
export type ComingUnits = ReadonlyMap<string, string>;

interface Shipping {
  readonly commandId: string;
  readonly alongside?: readonly DraftDocument[];
  readonly coming?: ComingUnits;
}

/** A shipping event as `ship` under that command id. `alongside` is the transaction statement of a sale; `coming` are units that a rehearsal finds nowhere yet. */
export async function planShip(tools: PlanTools, actor: Actor, event: ObjectEvent, { alongside = [], coming = new Map(), commandId }: Shipping): Promise<Handoff<'ship'> | NodeRefusal> {
  if (event.epcList.length > LIMITS.unitsNamed) return nodeRefusal('TOO_MANY', { most: LIMITS.unitsNamed });
  const gln = partyGln(event.destinationList, 'owning_party') ?? partyGln(event.destinationList, 'possessing_party');
  if (!gln) return nodeRefusal('BAD_EVENT', { why: 'its destination names no owning party' });
  const to = await tools.organisationByGln(gln);
  if (!to) return nodeRefusal('UNKNOWN_PARTNER', { gln });
  const units = await tools.units(actor.organisationId, event.epcList.filter((link) => !coming.has(link)));
  if ('code' in units) return units;
  const investigated = await underInvestigation(tools, actor, units.map(({ link }) => link));
  if (investigated) return investigated;
  const shipment = tools.salts.drawId();
  const keyOf = keysOf(units);
  return {
    type: 'ship',
    body: {
      shipment,
      to: to.id,
      purpose: purposeOf(event, to.id === actor.organisationId),
      title: !extensionTexts(event, 'custodyOnly').includes('true') && to.id !== actor.organisationId,
      custody: true,
      inNameOf: null,
      units: [...event.epcList.flatMap((link) => comingUnit(actor, coming.get(link))), ...(await tools.finder.name(units))],
    },
    documents: [documentOf(event), ...alongside],
    keyOf: (link) => coming.get(link) ?? keyOf(link),
    made: shipment,
    names: new Map([...namesOf(units), ...[...coming].map(([link, key]) => [unitRef(actor.organisationId, key), readable(link)] as const), [to.id, to.name]]),
    async store(client) {
      await putDelivery(client, { shipmentId: shipment, commandId, from: actor.organisationId, to: to.id, at: tools.clock.now() });
      await putReferences(client, shipment, referencesOf(event));
    },
  };
}

/** An outermost unit needs no chain and no proof. */
const comingUnit = (actor: Actor, key: string | undefined): NamedUnit[] => (key === undefined ? [] : [{ unit: unitRef(actor.organisationId, key), chain: [], proofs: [] }]);

/** What a shipping event is for: said in our own field, else read from its disposition and business transactions. */
export function purposeOf(event: ObjectEvent, toSelf: boolean): Purpose {
  const [said] = extensionTexts(event, 'purpose');
  const known = PURPOSES.find((purpose) => purpose === said);
  if (known) return known;
  if (event.disposition === 'returned' || event.bizTransactionList?.some(({ type }) => type === 'rma')) return 'return';
  return toSelf ? 'internal' : 'sale';
}
