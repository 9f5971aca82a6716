import { Inject, Injectable } from '@nestjs/common';
import { prefixResolver, type Result } from 'gs1-barcodes';
import { dscsaField, type TradeEvent, type EpcisDocument, GUIDELINE_R13, type ObjectEvent, writeDocument, writeJsonDocument } from 'gs1-barcodes/epcis';
import { linkOf } from '../../documents/unit-link.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { partyGln } from '../plan/event.ts';
import type { ShippedAs, ShippedUnit } from '../../read-model/shipped-units.ts';
import { ShippedUnits } from '../../read-model/shipped-units.ts';
import { StatementParties } from './statement-parties.ts';
import { StatementRows } from '../../read-model/statement-rows.ts';
import type { StatementDocuments } from './statements.ts';

/** Of EPCIS 1.2 in XML, as DSCSA R1.3 has it, or of EPCIS 2.0 in JSON-LD. */
export type StatementFormat = 'xml' | 'jsonld';
export type StatementFileAnswer = { readonly kind: 'file'; readonly text: string; readonly owners: readonly string[] } | { readonly kind: 'unknown prefix'; readonly key: string };

type Gln = NonNullable<TradeEvent['readPoint']>['gln'];

/** Writes what a buyer is sent: an EPCIS document of DSCSA R1.3 with the events of what is in the shipment, and the statement. */
@Injectable()
export class StatementFile {
  constructor(
    private readonly shipped: ShippedUnits,
    private readonly rows: StatementRows,
    private readonly parties: StatementParties,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The file; `owners` are those whose documents it quotes. A key whose company prefix has an unknown length is named instead, where EPC URNs are asked for: none is guessed. */
  async write(shipment: ShippedAs, documents: StatementDocuments, format: StatementFormat): Promise<StatementFileAnswer> {
    const units = await this.shipped.all(shipment);
    const { document, owners } = await this.#document(shipment, { documents, units });
    const written = format === 'jsonld' ? jsonText(document) : writeDocument(document, prefixResolver(await this.rows.companyPrefixes(shipment.by_command, units)));
    if (written.ok) return { kind: 'file', text: written.value, owners };
    const unknown = written.issues.find(({ code }) => code === 'GCP_LENGTH_UNKNOWN' || code === 'EPC_GCP_LENGTH');
    if (!unknown) throw new Error(`the statement of ${shipment.id} cannot be written: ${written.issues.map(({ message }) => message).join(' ')}`);
    return { kind: 'unknown prefix', key: unknown.value ?? '' };
  }

  async #document(shipment: ShippedAs, { documents: { shipping, statement }, units }: { documents: StatementDocuments; units: readonly ShippedUnit[] }): Promise<{ document: EpcisDocument; owners: string[] }> {
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
    return { document, owners: [...new Set(stored.map(({ owner }) => owner))] };
  }
}

function jsonText(document: EpcisDocument): Result<string> {
  const written = writeJsonDocument({ ...document, creationDate: document.header.creationDate });
  return written.ok ? { ...written, value: `${JSON.stringify(written.value, null, 1)}\n` } : written;
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
