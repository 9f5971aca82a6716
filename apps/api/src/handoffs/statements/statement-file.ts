import { Inject, Injectable } from '@nestjs/common';
import { prefixResolver } from 'gs1-barcodes';
import { dscsaField, type TradeEvent, type EpcisDocument, GUIDELINE_R13, type ObjectEvent, writeDocument } from 'gs1-barcodes/epcis';
import { linkOf } from '../../documents/unit-link.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { partyGln } from '../plan/event.ts';
import type { ShippedAs, ShippedUnit } from '../../read-model/shipped-units.ts';
import { ShippedUnits } from '../../read-model/shipped-units.ts';
import { StatementParties } from './statement-parties.ts';
import { StatementRows } from '../../read-model/statement-rows.ts';
import type { StatementDocuments } from './statements.ts';

export type StatementFileAnswer = { readonly kind: 'file'; readonly xml: string; readonly owners: readonly string[] } | { readonly kind: 'unknown prefix'; readonly key: string };

type Gln = NonNullable<TradeEvent['readPoint']>['gln'];

/** Writes what a buyer is sent: an EPCIS 1.2 document of DSCSA R1.3 with the events of what is in the shipment, and the statement. */
@Injectable()
export class StatementFile {
  constructor(
    private readonly shipped: ShippedUnits,
    private readonly rows: StatementRows,
    private readonly parties: StatementParties,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The file; `owners` are those whose documents it quotes. A key whose company prefix has an unknown length is named instead: none is guessed. */
  async write(shipment: ShippedAs, { shipping, statement }: StatementDocuments): Promise<StatementFileAnswer> {
    const units = await this.shipped.all(shipment);
    const stored = await this.rows.events(units);
    const events = [...restrictedTo(units, stored.map(({ event }) => event)), sent(shipping)];
    const seller = statement?.seller ?? partyGln(shipping.sourceList, 'owning_party');
    const buyer = statement?.buyer ?? partyGln(shipping.destinationList, 'owning_party');
    if (!seller || !buyer) throw new Error(`the shipping event of ${shipment.id} names no parties`);
    const document: EpcisDocument = {
      header: {
        sender: { gln: seller as Gln },
        receiver: { gln: buyer as Gln },
        instanceIdentifier: shipment.id,
        creationDate: this.clock.now().toISOString(),
        guidelineVersion: GUIDELINE_R13,
        ...(statement ? { transactionStatement: { affirmed: statement.affirmed, legalNotice: statement.legalNotice } } : {}),
      },
      masterData: {
        products: (await this.rows.products(units)).map(withoutNulls),
        locations: await this.parties.locations(shipment, [...new Set([seller, buyer, ...events.flatMap(placesOf)])]),
      },
      events,
    };
    const written = writeDocument(document, prefixResolver(await this.rows.companyPrefixes(shipment.by_command, units)));
    if (written.ok) return { kind: 'file', xml: written.value, owners: [...new Set(stored.map(({ owner }) => owner))] };
    const unknown = written.issues.find(({ code }) => code === 'GCP_LENGTH_UNKNOWN' || code === 'EPC_GCP_LENGTH');
    if (!unknown) throw new Error(`the statement of ${shipment.id} cannot be written: ${written.issues.map(({ message }) => message).join(' ')}`);
    return { kind: 'unknown prefix', key: unknown.value ?? '' };
  }
}

/** The events with the units of the shipment alone: the buyer learns no other serials, and no packing that was undone. */
function restrictedTo(units: readonly ShippedUnit[], events: readonly TradeEvent[]): TradeEvent[] {
  const byRef = new Map(units.map((unit) => [unit.ref, linkOf(unit)]));
  const containers = new Map(units.map((unit) => [linkOf(unit), unit.container === null ? null : (byRef.get(unit.container) ?? null)]));
  const commissioned = new Set<string>();
  const kept: TradeEvent[] = [];
  for (const event of events) {
    if (event.type === 'ObjectEvent') {
      const epcList = event.epcList.filter((link) => containers.has(link));
      for (const link of epcList) commissioned.add(link);
      if (epcList.length > 0) kept.push({ ...event, epcList });
    } else {
      const childEPCs = event.childEPCs.filter((link) => containers.get(link) === event.parentID && event.parentID !== undefined);
      if (childEPCs.length > 0) kept.push({ ...event, childEPCs });
    }
  }
  return kept.flatMap((event) => {
    if (event.type !== 'AggregationEvent' || event.parentID === undefined || commissioned.has(event.parentID)) return [event];
    commissioned.add(event.parentID);
    return [containerMade(event, event.parentID), event];
  });
}

/** A container that a packing made has no commissioning of its own; readers of R1.3 ask for one, at the time of its first packing. */
function containerMade({ bizLocation, eventTime, eventTimeZoneOffset, readPoint }: TradeEvent, link: string): ObjectEvent {
  return {
    type: 'ObjectEvent',
    eventTime,
    eventTimeZoneOffset,
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    epcList: [link],
    ...(readPoint ? { readPoint } : {}),
    ...(bizLocation ? { bizLocation } : {}),
  };
}

/** The shipping event as R1.3 has it: whether it is a drop shipment is always said, and an empty list is left out. */
function sent(shipping: TradeEvent): TradeEvent {
  const { bizTransactionList, extensions = [], ...event } = shipping;
  const dropShipment = extensions.some(({ name }) => name === 'dropShipment') ? [] : [dscsaField('dropShipment', 'false')];
  return { ...event, ...(bizTransactionList && bizTransactionList.length > 0 ? { bizTransactionList } : {}), extensions: [...extensions, ...dropShipment] } as TradeEvent;
}

const placesOf = ({ bizLocation, destinationList = [], readPoint, sourceList = [] }: TradeEvent): string[] =>
  [readPoint, bizLocation, ...sourceList, ...destinationList].flatMap((place) => (place ? [place.gln as string] : []));

const withoutNulls = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== '')) as T;
