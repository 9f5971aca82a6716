import { type Body, EMPTY_ROOT, LIMITS, unitKey, unitRef } from '@packtrail/ledger';
import type { AggregationEvent, TradeEvent, ObjectEvent } from 'gs1-barcodes/epcis';
import { identityOf } from '../../documents/unit-link.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import type { Handoff } from '../record.ts';
import { documentOf, extensionTexts } from './event.ts';
import { putHolds } from './holds.ts';
import { keysOf, namesOf, type PlanTools } from './tools.ts';

export type UnitCommand = 'unpack' | 'quarantine' | 'release' | 'dispense' | 'decommission' | 'declareIllegitimate' | 'undo';

/** The body of such a command, but for its units. */
export type UnitsBody<T extends UnitCommand> = Omit<Body<T>, 'units' | 'historical'>;

/** Events that act on units where they are (unpacking, holding, dispensing ...) as one command; `more` is the rest of its body. */
export async function planUnits<T extends UnitCommand>(
  tools: PlanTools,
  actor: Actor,
  { commandId, events, links, more, type }: { type: T; commandId: string; events: readonly TradeEvent[]; links: readonly string[]; more: UnitsBody<T> },
): Promise<Handoff | NodeRefusal> {
  if (links.length > LIMITS.unitsNamed) return nodeRefusal('TOO_MANY', { most: LIMITS.unitsNamed });
  const parents = events.flatMap((event) => (event.type === 'AggregationEvent' ? (event.parentID ?? []) : []));
  const units = await tools.units(actor.organisationId, [...new Set([...links, ...parents])]);
  if ('code' in units) return units;
  const acting = units.filter(({ link }) => links.includes(link));
  const [reason = ''] = events.flatMap((event) => extensionTexts(event, 'reason'));
  return {
    type,
    body: { ...more, units: await tools.finder.name(acting) } as Handoff['body'],
    documents: events.map(documentOf),
    keyOf: keysOf(units),
    made: null,
    names: namesOf(units),
    ...(type === 'quarantine' || type === 'release' ? { store: (client: Queryable) => putHolds(client, { type, commandId, actor, units: acting, reason, at: tools.clock.now() }) } : {}),
  };
}

/** A packing event as `pack`: into a container that is there, or into a new one, which the packer issues. */
export async function planPack(tools: PlanTools, actor: Actor, event: AggregationEvent, { commandId }: { commandId: string }): Promise<Handoff<'pack'> | NodeRefusal> {
  const container = event.parentID ?? '';
  const identity = identityOf(container);
  if (!identity) return nodeRefusal('BAD_EVENT', { why: 'it names no container' });
  const units = await tools.units(actor.organisationId, event.childEPCs);
  if ('code' in units) return units;
  const existing = (await tools.finder.forParty(actor.organisationId, [container])).get(container);
  const names = namesOf(units);
  if (existing && existing.holder === actor.organisationId && existing.state !== 'dispensed' && existing.state !== 'decommissioned') {
    const [named] = await tools.finder.name([existing]);
    return {
      type: 'pack',
      body: { container: named as NonNullable<typeof named>, units: await tools.finder.name(units) },
      documents: [documentOf(event)],
      keyOf: keysOf([...units, existing]),
      made: identity.sscc,
      names: new Map([...names, ...namesOf([existing])]),
    };
  }
  const salt = tools.salts.draw();
  const key = unitKey(salt, container);
  const keyOfUnit = keysOf(units);
  return {
    type: 'pack',
    body: { container: { unit: unitRef(actor.organisationId, key), chain: [], proofs: [] }, units: await tools.finder.name(units) },
    documents: [documentOf(event)],
    keyOf: (link) => (link === container ? key : keyOfUnit(link)),
    made: identity.sscc,
    names,
    async store(client, documents) {
      await client.query(
        `insert into record.unit (issuer, key, kind, gtin, serial, sscc, salt, epoch, lot_key, parent_key, height, lots, contents, command_id, commission_doc, pack_doc)
         values ($1, $2, $3, $4, $5, $6, $7, null, null, null, $8, '{}', $9, $10, $11, null)`,
        [actor.organisationId, key, identity.gtin ? 'case' : 'logistic', identity.gtin, identity.serial, identity.sscc, salt, 1 + Math.max(...units.map(({ row }) => row.height)), EMPTY_ROOT, commandId, documents[0]],
      );
    },
  };
}

/** A void_shipping event as `cancelShipment`. */
export async function planCancelShipment(tools: PlanTools, actor: Actor, event: ObjectEvent, shipment: string): Promise<Handoff<'cancelShipment'> | NodeRefusal> {
  const units = await tools.units(actor.organisationId, event.epcList);
  if ('code' in units) return units;
  return {
    type: 'cancelShipment',
    body: { shipment, units: await tools.finder.name(units) },
    documents: [documentOf(event)],
    keyOf: keysOf(units),
    made: shipment,
    names: namesOf(units),
  };
}

/** A receiving event as `receive`; `missing` are units that a received container should hold. */
export async function planReceive(
  tools: PlanTools,
  actor: Actor,
  event: ObjectEvent,
  { condition, extra, missing, shipment }: { shipment: string; missing: readonly string[]; extra: number; condition: 'intact' | 'damaged' },
): Promise<Handoff<'receive'> | NodeRefusal> {
  if (event.epcList.length + missing.length > LIMITS.unitsNamed) return nodeRefusal('TOO_MANY', { most: LIMITS.unitsNamed });
  const units = await tools.units(actor.organisationId, [...event.epcList, ...missing]);
  if ('code' in units) return units;
  const arrived = units.slice(0, event.epcList.length);
  return {
    type: 'receive',
    body: { shipment, units: await tools.finder.name(arrived), missing: await tools.finder.name(units.slice(arrived.length)), extra, condition },
    documents: [documentOf(event)],
    keyOf: keysOf(units),
    made: shipment,
    names: namesOf(units),
  };
}
