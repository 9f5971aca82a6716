import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  cbvUrn,
  cbvWeb,
  DISPOSITIONS,
  ERROR_REASONS,
  SOURCE_DESTINATION_TYPES,
  type Vocabulary,
} from './cbv.ts';
import { decimalText } from './decimal.ts';
import { spellPlace, urnOfLink } from './epc.ts';
import type { EpcisEvent, Extension, Ilmd, PartyGln, Quantity, SensorElement, UnitLink } from './event.ts';
import { withSensorUris } from './sensor.ts';
import { CBVMDA_NAMESPACE, EPCIS_2_NAMESPACE, xml, type XmlNode } from './xml.ts';

/** How an event is to be spelled. */
export interface Spelling {
  /** EPCIS 1.2 keeps later fields in `extension` and `baseExtension`, and has no sensors, associations and lasting dispositions; 2.0 has all of them in the event itself. */
  readonly version: '1.2' | '2.0';
  /** Keys as EPC URNs, which need the length of each company prefix; undefined: keys as Digital Links. EPCIS 1.2 has URNs alone. */
  readonly gcpLength?: GcpResolver;
  /** Words of CBV as URNs or as web URIs; without it as keys are. EPCIS 1.2 has URNs alone. */
  readonly words?: 'urn' | 'web';
}

/**
 * The element of an event: keys and words as the spelling asks, fields in the order of the schema. Refuses a key whose company prefix has a length that the resolver does not
 * know. What EPCIS 1.2 has no place for is written there as a field of the 2.0 namespace, so that nothing is lost: `EPCIS_2_NAMESPACE`.
 */
export function writeEvent(event: EpcisEvent, spelling: GcpResolver | Spelling): Result<XmlNode> {
  const writer = new EventWriter(typeof spelling === 'function' ? { version: '1.2', gcpLength: spelling } : spelling);
  const node = writer.event(event);
  return writer.issues.length > 0 ? { ok: false, issues: writer.issues } : { ok: true, value: node, warnings: [] };
}

/** A field of another namespace as an element. */
export function extensionNode({ namespace, name, attributes = {}, text = '', children = [] }: Extension): XmlNode {
  return { namespace, name, attributes, text, children: children.map(extensionNode) };
}

type Nodes = readonly (XmlNode | undefined)[];

/** Writes one event, and gathers why a key could not be written. */
class EventWriter {
  readonly issues: Gs1Issue[] = [];
  readonly #spelling: Spelling;

  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  event(event: EpcisEvent): XmlNode {
    const { after, before, ilmd, quantities } = this.#subject(event);
    const parties = [this.#parties('source', event.sourceList), this.#parties('destination', event.destinationList)];
    const lasting = [this.#sensors(event.sensorElementList), this.#persistentDisposition(event)];
    const time = [
      xml('eventTime', event.eventTime),
      optional('recordTime', event.recordTime),
      xml('eventTimeZoneOffset', event.eventTimeZoneOffset),
    ];
    const identity = [optional('eventID', event.eventID), this.#errorDeclaration(event)];
    const certificates = (event.certificationInfo ?? []).map((uri) => xml('certificationInfo', uri));
    const action = event.action === undefined ? [] : [xml('action', event.action)];
    const where = [
      optional('bizStep', event.bizStep && this.#word(BIZ_STEPS, event.bizStep)),
      optional('disposition', event.disposition && this.#word(DISPOSITIONS, event.disposition)),
      event.readPoint &&
        xml('readPoint', [xml('id', this.#place(event.readPoint)), ...(event.readPointExtensions ?? []).map(extensionNode)]),
      event.bizLocation &&
        xml('bizLocation', [xml('id', this.#place(event.bizLocation)), ...(event.bizLocationExtensions ?? []).map(extensionNode)]),
    ];
    const transactions = this.#bizTransactions(event);
    const foreign = (event.extensions ?? []).map(extensionNode);
    // The transactions of a TransactionEvent are what it is about: they stand first.
    const [first, later] = event.type === 'TransactionEvent' ? [[transactions], []] : [[], [transactions]];
    if (this.#spelling.version === '2.0')
      return xml(event.type, [
        ...time,
        ...identity,
        ...certificates,
        ...first,
        ...before,
        ...action,
        ...after,
        ...where,
        ...later,
        quantities,
        ...parties,
        ...lasting,
        ilmd,
        ...foreign,
      ]);
    const base = identity.some(isThere) ? xml('baseExtension', identity) : undefined;
    const extension = [quantities, ...parties, ilmd];
    // A TransformationEvent is an extension as a whole, so its fields need none within.
    const isNested = event.type === 'TransformationEvent';
    const own = isNested ? extension : extension.some(isThere) ? [xml('extension', extension)] : [];
    return xml(event.type, [
      ...time,
      base,
      ...first,
      ...before,
      ...action,
      ...after,
      ...where,
      ...later,
      ...own,
      ...[...certificates, ...lasting].map((node) => node && of2(node)),
      ...foreign,
    ]);
  }

  /** What the event happened to: fields before the action and after it, quantities, and master data. */
  #subject(event: EpcisEvent): { before: Nodes; after: Nodes; quantities: XmlNode | undefined; ilmd: XmlNode | undefined } {
    const parent = 'parentID' in event ? optional('parentID', event.parentID && this.#link(event.parentID)) : undefined;
    const nothing = { before: [], after: [], quantities: undefined, ilmd: undefined };
    switch (event.type) {
      case 'ObjectEvent':
        return {
          ...nothing,
          before: [this.#list('epcList', event.epcList)],
          quantities: this.#quantities('quantityList', event.quantityList),
          ilmd: ilmdNode(event.ilmd),
        };
      case 'TransactionEvent':
        return {
          ...nothing,
          before: [parent, this.#list('epcList', event.epcList)],
          quantities: this.#quantities('quantityList', event.quantityList),
        };
      case 'AggregationEvent':
        return {
          ...nothing,
          before: [parent, this.#list('childEPCs', event.childEPCs)],
          quantities: this.#quantities('childQuantityList', event.childQuantityList),
        };
      case 'AssociationEvent': {
        // The schema of 2.0 has the quantities of an association before its action.
        const children = [parent, this.#list('childEPCs', event.childEPCs), this.#quantities('childQuantityList', event.childQuantityList)];
        return { ...nothing, before: children };
      }
      case 'TransformationEvent': {
        const listed = (name: 'inputEPCList' | 'outputEPCList') => event[name] && this.#list(name, event[name]);
        const counted = (name: 'inputQuantityList' | 'outputQuantityList') => this.#quantities(name, event[name]);
        const before = [
          listed('inputEPCList'),
          counted('inputQuantityList'),
          listed('outputEPCList'),
          counted('outputQuantityList'),
          optional('transformationID', event.transformationID),
        ];
        return { ...nothing, before, ilmd: ilmdNode(event.ilmd) };
      }
    }
  }

  #link(link: UnitLink): string {
    const { gcpLength } = this.#spelling;
    return gcpLength ? this.#taken(urnOfLink(link, gcpLength)) : link;
  }

  #place(place: PartyGln): string {
    return this.#taken(spellPlace(place, this.#spelling.gcpLength));
  }

  #word(vocabulary: Vocabulary<string>, word: string): string {
    const { gcpLength, words = gcpLength ? 'urn' : 'web' } = this.#spelling;
    return words === 'urn' ? cbvUrn(vocabulary, word) : cbvWeb(vocabulary, word);
  }

  #list(name: string, links: readonly string[]): XmlNode {
    return xml(
      name,
      links.map((link) => xml('epc', this.#link(link))),
    );
  }

  #quantities(name: string, quantities: readonly Quantity[] | undefined): XmlNode | undefined {
    return (
      quantities &&
      xml(
        name,
        quantities.map(({ epcClass, quantity, uom }) =>
          xml('quantityElement', [
            xml('epcClass', this.#link(epcClass)),
            optional('quantity', quantity === undefined ? undefined : decimalText(quantity)),
            optional('uom', uom),
          ]),
        ),
      )
    );
  }

  #parties(name: 'source' | 'destination', parties: EpcisEvent['sourceList']): XmlNode | undefined {
    return (
      parties &&
      xml(
        `${name}List`,
        parties.map((party) => xml(name, this.#place(party), { attributes: { type: this.#word(SOURCE_DESTINATION_TYPES, party.type) } })),
      )
    );
  }

  #bizTransactions({ bizTransactionList }: EpcisEvent): XmlNode | undefined {
    return (
      bizTransactionList &&
      xml(
        'bizTransactionList',
        bizTransactionList.map(({ type, bizTransaction }) =>
          xml('bizTransaction', bizTransaction, {
            attributes: type === undefined ? {} : { type: this.#word(BIZ_TRANSACTION_TYPES, type) },
          }),
        ),
      )
    );
  }

  #persistentDisposition({ persistentDisposition }: EpcisEvent): XmlNode | undefined {
    if (persistentDisposition === undefined) return undefined;
    const { set = [], unset = [] } = persistentDisposition;
    return xml('persistentDisposition', [
      ...unset.map((word) => xml('unset', this.#word(DISPOSITIONS, word))),
      ...set.map((word) => xml('set', this.#word(DISPOSITIONS, word))),
    ]);
  }

  #sensors(elements: readonly SensorElement[] | undefined): XmlNode | undefined {
    const element = ({ extensions = [], sensorMetadata, sensorReport }: SensorElement) =>
      xml('sensorElement', [
        sensorMetadata && xml('sensorMetadata', '', { attributes: sensorMetadata }),
        ...sensorReport.map((report) => xml('sensorReport', '', { attributes: withSensorUris(report) })),
        ...extensions.map(extensionNode),
      ]);
    return elements && xml('sensorElementList', elements.map(element));
  }

  #errorDeclaration({ errorDeclaration }: EpcisEvent): XmlNode | undefined {
    if (errorDeclaration === undefined) return undefined;
    const { correctiveEventIDs, declarationTime, extensions = [], reason } = errorDeclaration;
    return xml('errorDeclaration', [
      xml('declarationTime', declarationTime),
      optional('reason', reason && this.#word(ERROR_REASONS, reason)),
      correctiveEventIDs &&
        xml(
          'correctiveEventIDs',
          correctiveEventIDs.map((id) => xml('correctiveEventID', id)),
        ),
      ...extensions.map(extensionNode),
    ]);
  }

  #taken(written: Result<string>): string {
    if (written.ok) return written.value;
    this.issues.push(...written.issues);
    return '';
  }
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

const isThere = (node: XmlNode | undefined): boolean => node !== undefined;
const of2 = (node: XmlNode): XmlNode => ({ ...node, namespace: EPCIS_2_NAMESPACE });
const optional = (name: string, text: string | undefined): XmlNode | undefined => (text === undefined ? undefined : xml(name, text));
