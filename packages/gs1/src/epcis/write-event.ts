import type { Gs1Issue } from '../issues.ts';
import type { Sgln } from '../keys/sgln.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, cbvUrn, DISPOSITIONS, ERROR_REASONS, SOURCE_DESTINATION_TYPES } from './cbv.ts';
import { urnOfLink, urnOfPlace } from './epc.ts';
import type { EpcisEvent, Extension, Ilmd, Quantity } from './event.ts';
import { CBVMDA_NAMESPACE, xml, type XmlNode } from './xml.ts';

/**
 * The EPCIS 1.2 element of an event: keys as EPC URNs, CBV words as URNs, fields in the order of the schema, later ones in `extension`.
 * Refuses a key whose company prefix has a length that the resolver does not know.
 */
export function writeEvent(event: EpcisEvent, gcpLength: GcpResolver): Result<XmlNode> {
  const keys = new KeyWriter(gcpLength);
  const what = event.type === 'ObjectEvent' ? objectFields(event, keys) : aggregationFields(event, keys);
  const extension = [
    ...what.extension.slice(0, 1),
    keys.parties('source', event.sourceList),
    keys.parties('destination', event.destinationList),
    ...what.extension.slice(1),
  ];
  const node = xml(event.type, [
    xml('eventTime', event.eventTime),
    optional('recordTime', event.recordTime),
    xml('eventTimeZoneOffset', event.eventTimeZoneOffset),
    baseExtension(event),
    ...what.subject,
    xml('action', event.action),
    optional('bizStep', event.bizStep && cbvUrn(BIZ_STEPS, event.bizStep)),
    optional('disposition', event.disposition && cbvUrn(DISPOSITIONS, event.disposition)),
    event.readPoint && xml('readPoint', [xml('id', keys.place(event.readPoint))]),
    event.bizLocation && xml('bizLocation', [xml('id', keys.place(event.bizLocation))]),
    bizTransactions(event),
    extension.some((field) => field !== undefined) ? xml('extension', extension) : undefined,
    ...(event.extensions ?? []).map(extensionNode),
  ]);
  return keys.issues.length > 0 ? { ok: false, issues: keys.issues } : { ok: true, value: node, warnings: [] };
}

/** A field of another namespace as an element. */
export function extensionNode({ namespace, name, attributes = {}, text = '', children = [] }: Extension): XmlNode {
  return { namespace, name, attributes, text, children: children.map(extensionNode) };
}

/** Writes keys as URNs, and gathers why it could not. */
class KeyWriter {
  readonly issues: Gs1Issue[] = [];
  readonly #gcpLength: GcpResolver;

  constructor(gcpLength: GcpResolver) {
    this.#gcpLength = gcpLength;
  }

  link(link: string): string {
    return this.#taken(urnOfLink(link, this.#gcpLength));
  }

  place(place: Sgln): string {
    return this.#taken(urnOfPlace(place, this.#gcpLength));
  }

  list(name: string, links: readonly string[]): XmlNode {
    return xml(
      name,
      links.map((link) => xml('epc', this.link(link))),
    );
  }

  quantities(name: string, quantities: readonly Quantity[] | undefined): XmlNode | undefined {
    return (
      quantities &&
      xml(
        name,
        quantities.map(({ epcClass, quantity, uom }) =>
          xml('quantityElement', [xml('epcClass', this.link(epcClass)), xml('quantity', String(quantity)), optional('uom', uom)]),
        ),
      )
    );
  }

  parties(name: 'source' | 'destination', parties: EpcisEvent['sourceList']): XmlNode | undefined {
    return (
      parties &&
      xml(
        `${name}List`,
        parties.map((party) => xml(name, this.place(party), { attributes: { type: cbvUrn(SOURCE_DESTINATION_TYPES, party.type) } })),
      )
    );
  }

  #taken(written: Result<string>): string {
    if (written.ok) return written.value;
    this.issues.push(...written.issues);
    return '';
  }
}

interface Subject {
  readonly subject: readonly (XmlNode | undefined)[];
  /** What goes into `extension`: its first field, then those behind the sources and destinations. */
  readonly extension: readonly (XmlNode | undefined)[];
}

function objectFields(event: EpcisEvent & { type: 'ObjectEvent' }, keys: KeyWriter): Subject {
  return {
    subject: [keys.list('epcList', event.epcList)],
    extension: [keys.quantities('quantityList', event.quantityList), ilmdNode(event.ilmd)],
  };
}

function aggregationFields(event: EpcisEvent & { type: 'AggregationEvent' }, keys: KeyWriter): Subject {
  const parent = optional('parentID', event.parentID && keys.link(event.parentID));
  return {
    subject: [parent, keys.list('childEPCs', event.childEPCs)],
    extension: [keys.quantities('childQuantityList', event.childQuantityList)],
  };
}

function ilmdNode(ilmd: Ilmd | undefined): XmlNode | undefined {
  if (ilmd === undefined) return undefined;
  const own = (name: string, text: string | undefined) =>
    text === undefined ? undefined : xml(name, text, { namespace: CBVMDA_NAMESPACE });
  return xml('ilmd', [
    own('lotNumber', ilmd.lotNumber),
    own('itemExpirationDate', ilmd.itemExpirationDate),
    ...(ilmd.others ?? []).map(extensionNode),
  ]);
}

function baseExtension({ eventID, errorDeclaration }: EpcisEvent): XmlNode | undefined {
  if (eventID === undefined && errorDeclaration === undefined) return undefined;
  const declaration =
    errorDeclaration &&
    xml('errorDeclaration', [
      xml('declarationTime', errorDeclaration.declarationTime),
      optional('reason', errorDeclaration.reason && cbvUrn(ERROR_REASONS, errorDeclaration.reason)),
      errorDeclaration.correctiveEventIDs &&
        xml(
          'correctiveEventIDs',
          errorDeclaration.correctiveEventIDs.map((id) => xml('correctiveEventID', id)),
        ),
    ]);
  return xml('baseExtension', [optional('eventID', eventID), declaration]);
}

function bizTransactions({ bizTransactionList }: EpcisEvent): XmlNode | undefined {
  return (
    bizTransactionList &&
    xml(
      'bizTransactionList',
      bizTransactionList.map(({ type, bizTransaction }) =>
        xml('bizTransaction', bizTransaction, { attributes: type === undefined ? {} : { type: cbvUrn(BIZ_TRANSACTION_TYPES, type) } }),
      ),
    )
  );
}

function optional(name: string, text: string | undefined): XmlNode | undefined {
  return text === undefined ? undefined : xml(name, text);
}
