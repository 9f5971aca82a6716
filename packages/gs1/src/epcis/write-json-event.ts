import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import { spellPlace, urnOfLink } from './epc.ts';
import type { EpcisEvent, Extension, Ilmd, PartyGln, Quantity, SensorElement } from './event.ts';
import { typeAttribute } from './json-event.ts';
import type { Json, JsonObject } from './json.ts';
import { Namespaces } from './namespaces.ts';
import { SENSOR_NUMBERS } from './sensor.ts';
import type { Spelling } from './write-event.ts';
import { CBVMDA_NAMESPACE } from './xml.ts';

/** How keys are spelled in JSON: as EPC URNs, which need the length of each company prefix; otherwise as Digital Links. */
export type JsonSpelling = Pick<Spelling, 'gcpLength'>;

/**
 * The JSON of one event of EPCIS 2.0 by itself, with its `@context`: keys as Digital Links, words of CBV bare. Fields of other namespaces that
 * share a name are one list, at the place of the first. Refuses a key whose company prefix has a length that the resolver does not know.
 */
export function writeJsonEvent(event: EpcisEvent, spelling: JsonSpelling = {}): Result<JsonObject> {
  const writer = new JsonWriter(spelling);
  const json = writer.event(event);
  if (writer.issues.length > 0) return { ok: false, issues: writer.issues };
  return { ok: true, value: { '@context': writer.namespaces.context(), ...json }, warnings: [] };
}

/** Writes events and fields with one set of prefixes, and gathers why a key could not be written. */
export class JsonWriter {
  readonly issues: Gs1Issue[] = [];
  readonly namespaces = new Namespaces();
  readonly #spelling: JsonSpelling;

  constructor(spelling: JsonSpelling) {
    this.#spelling = spelling;
  }

  event(event: EpcisEvent): JsonObject {
    const { eventTime, eventTimeZoneOffset, eventID, recordTime } = event;
    return defined({
      type: event.type,
      eventID,
      eventTime,
      eventTimeZoneOffset,
      recordTime,
      errorDeclaration: this.#errorDeclaration(event),
      certificationInfo: event.certificationInfo,
      ...this.#subject(event),
      bizStep: event.bizStep,
      disposition: event.disposition,
      persistentDisposition: event.persistentDisposition && defined({ ...event.persistentDisposition }),
      readPoint: event.readPoint && { id: this.place(event.readPoint), ...this.fields(event.readPointExtensions) },
      bizLocation: event.bizLocation && { id: this.place(event.bizLocation), ...this.fields(event.bizLocationExtensions) },
      bizTransactionList: event.bizTransactionList?.map((transaction) => defined({ ...transaction })),
      sourceList: event.sourceList?.map((party) => ({ type: party.type, source: this.place(party) })),
      destinationList: event.destinationList?.map((party) => ({ type: party.type, destination: this.place(party) })),
      sensorElementList: event.sensorElementList?.map((element) => this.#sensor(element)),
      ilmd: 'ilmd' in event ? this.#ilmd(event.ilmd) : undefined,
      ...this.fields(event.extensions),
    });
  }

  link(link: string): string {
    const { gcpLength } = this.#spelling;
    return gcpLength ? this.#taken(urnOfLink(link, gcpLength)) : link;
  }

  place(place: PartyGln): string {
    return this.#taken(spellPlace(place, this.#spelling.gcpLength));
  }

  /** Fields of other namespaces as members; a name that stands several times as a list. */
  fields(extensions: readonly Extension[] = []): JsonObject {
    const members = new Map<string, Json[]>();
    for (const extension of extensions) {
      const name = this.namespaces.name(extension.namespace, extension.name);
      members.set(name, [...(members.get(name) ?? []), this.#value(extension)]);
    }
    return Object.fromEntries([...members].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]));
  }

  #subject(event: EpcisEvent): Readonly<Record<string, Json | undefined>> {
    const units = (links: readonly string[] | undefined) => links?.map((link) => this.link(link));
    const counted = (quantities: readonly Quantity[] | undefined) =>
      quantities?.map(({ epcClass, quantity, uom }) => defined({ epcClass: this.link(epcClass), quantity, uom }));
    const parentID = 'parentID' in event && event.parentID !== undefined ? this.link(event.parentID) : undefined;
    switch (event.type) {
      case 'ObjectEvent':
        return { epcList: units(event.epcList), quantityList: counted(event.quantityList), action: event.action };
      case 'TransactionEvent':
        return { parentID, epcList: units(event.epcList), quantityList: counted(event.quantityList), action: event.action };
      case 'AggregationEvent':
      case 'AssociationEvent':
        return { parentID, childEPCs: units(event.childEPCs), childQuantityList: counted(event.childQuantityList), action: event.action };
      case 'TransformationEvent':
        return {
          inputEPCList: units(event.inputEPCList),
          inputQuantityList: counted(event.inputQuantityList),
          outputEPCList: units(event.outputEPCList),
          outputQuantityList: counted(event.outputQuantityList),
          transformationID: event.transformationID,
        };
    }
  }

  #errorDeclaration({ errorDeclaration }: EpcisEvent): JsonObject | undefined {
    if (errorDeclaration === undefined) return undefined;
    const { extensions, ...own } = errorDeclaration;
    return defined({ ...own, ...this.fields(extensions) });
  }

  #sensor({ extensions, sensorMetadata, sensorReport }: SensorElement): JsonObject {
    return defined({
      sensorMetadata: sensorMetadata && this.#measured(sensorMetadata),
      sensorReport: sensorReport.map((report) => this.#measured(report)),
      ...this.fields(extensions),
    });
  }

  #measured(values: Readonly<Record<string, string>>): JsonObject {
    const entries = Object.entries(values).map(([field, value]): [string, Json] => {
      if (SENSOR_NUMBERS.has(field)) return [field, Number(value)];
      return [this.#attributeName(field), field === 'booleanValue' ? value === 'true' || value === '1' : value];
    });
    return Object.fromEntries(entries);
  }

  #ilmd(ilmd: Ilmd | undefined): JsonObject | undefined {
    if (ilmd === undefined) return undefined;
    const own = (name: string, text: string | undefined) => (text === undefined ? [] : [{ namespace: CBVMDA_NAMESPACE, name, text }]);
    return this.fields([
      ...own('lotNumber', ilmd.lotNumber),
      ...own('itemExpirationDate', ilmd.itemExpirationDate),
      ...(ilmd.others ?? []),
    ]);
  }

  #value({ attributes = {}, children = [], text = '' }: Extension): Json {
    const { 'xsi:type': type, ...others } = attributes;
    const isPlain = children.length === 0 && Object.keys(others).length === 0;
    if (isPlain && type === undefined) return text;
    const native = isPlain ? nativeOf(text, type) : undefined;
    if (native !== undefined) return native;
    if (children.length === 0 && text === '' && type === undefined && others['xsi:nil'] === 'true' && Object.keys(others).length === 1)
      return null;
    const named = Object.entries(others).map(([name, value]) => [this.#attributeMember(name), value]);
    return defined({
      '@type': type,
      ...Object.fromEntries(named),
      // JSON-LD allows no member but these beside @value (1.1, 4.2.1), so a text among children has another name.
      [children.length === 0 ? '@value' : '#text']: text === '' ? undefined : text,
      ...this.fields(children),
    });
  }

  /** The member of an attribute. Those that would be words of JSON-LD have an empty prefix before them. */
  #attributeMember(name: string): string {
    return KEYWORDS.test(name) ? `@:${name}` : `@${this.#attributeName(name)}`;
  }

  #attributeName(name: string): string {
    const [, namespace = '', local = name] = /^\{(.*)\}([^}]*)$/s.exec(name) ?? [];
    return this.namespaces.name(namespace, local);
  }

  #taken(written: Result<string>): string {
    if (written.ok) return written.value;
    this.issues.push(...written.issues);
    return '';
  }
}

/** JSON-LD 1.1, 1.7. */
const KEYWORDS =
  /^(?:base|container|context|direction|graph|id|import|included|index|json|language|list|nest|none|prefix|propagate|protected|reverse|set|type|value|version|vocab)$/;

/** A number or a truth value of JSON, where the text was written as one. */
function nativeOf(text: string, type: string | undefined): number | boolean | undefined {
  const value = type === 'xsd:boolean' && /^(?:true|false)$/.test(text) ? text === 'true' : Number(text);
  return String(value) === text && typeAttribute(value)['xsi:type'] === type && text !== 'NaN' && !text.endsWith('Infinity')
    ? value
    : undefined;
}

/** The members that have a value. */
const defined = (members: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined));
