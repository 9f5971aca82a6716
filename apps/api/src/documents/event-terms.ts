import { hash } from 'node:crypto';
import { canonicalUri, type EpcisEvent, type Extension, type Quantity, type SensorElement } from 'gs1-barcodes/epcis';

/** Where a field of another namespace stands, as the query parameters of EPCIS 2.0 (8.2.7) name it; '' is the event itself. */
export const FIELD_AREAS = ['', 'ILMD', 'ERROR_DECLARATION', 'readPoint', 'bizLocation', 'SENSORELEMENT', 'SENSORMETADATA', 'SENSORREPORT'] as const;
export type FieldArea = (typeof FIELD_AREAS)[number];

/** Such a field: directly in its area, or (`inner`) at any depth inside of one. */
export interface FieldName {
  readonly area: FieldArea;
  readonly inner: boolean;
  /** `{namespace}name` */
  readonly name: string;
}

/** What an event says beside its columns, in a form that an index finds. */
export interface EventTerms {
  readonly terms: readonly string[];
  readonly amounts: readonly (readonly [term: string, amount: number])[];
}

/** A value under the word of its field. A long one by its digest: an index takes no key of more than 2,700 bytes. */
export const term = (word: string, value: string): string => `${word}=${value.length > LONG ? `#${hash('sha256', value)}` : value}`;
export const fieldTerm = ({ area, inner, name }: FieldName, value?: string): string => {
  const word = `${inner ? 'inner' : 'field'}:${area}:${name}`;
  return value === undefined ? term('has', word) : term('is', `${word}=${value}`);
};
export const attributeTerm = (field: string, attribute: string, value?: string): string => (value === undefined ? term('attribute', `${field}@${attribute}`) : term('attribute', `${field}@${attribute}=${value}`));
/** The term of quantities in a unit of measure; without one, of all quantities. */
export const quantityTerm = (uom?: string): string => (uom === undefined ? 'quantity' : term('quantity', uom));
export const reportTerm = (field: string, uom?: string): string => (uom === undefined ? `report:${field}` : term(`report:${field}`, uom));

/** A party as it is compared: by its GLN, whether it was spelled as a party or as a place. */
export const partyText = ({ extension, gln }: { readonly gln: string; readonly extension?: string }): string => (extension === undefined ? gln : `${gln}/${extension}`);

/** The product, lot or other class that a link of one thing belongs to, and the role it plays; null where its key has no classes. */
export function classOfInstance(link: string): string | null {
  const [, products, fixed, located] = /^https:\/\/id\.gs1\.org\/(?:(01\/\d{14}|8006\/\d{18}|8010\/[^/]+)\/(?:21|235|8011)\/.+|(8003\/\d{14}|25[35]\/\d{13}).+|(414\/\d{13})\/254\/.+)$/.exec(link) ?? [];
  const found = products ?? fixed ?? located;
  return found === undefined ? null : `https://id.gs1.org/${found}`;
}

/** A number as a text spells it; undefined where it spells none. */
export const numberIn = (text: string): number | undefined => {
  const number = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?$/.test(text) ? Number(text) : undefined;
  return number !== undefined && Number.isFinite(number) ? number : undefined;
};

/** An instant in milliseconds; undefined where a text is no date and time with its zone. */
export const instantIn = (text: string): number | undefined => {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at;
};

/** Everything by which the query interface finds an event and that is no column of its own. Pure. */
export function eventTerms(event: EpcisEvent): EventTerms {
  const made = new Terms();
  made.instances('epc', [...('epcList' in event ? event.epcList : []), ...('childEPCs' in event ? event.childEPCs : [])]);
  if ('parentID' in event && event.parentID !== undefined) made.instances('parent', [event.parentID]);
  if (event.type === 'TransformationEvent') {
    made.instances('input', event.inputEPCList ?? []);
    made.instances('output', event.outputEPCList ?? []);
    if (event.transformationID !== undefined) made.add(term('transformation', canonicalUri(event.transformationID)));
  }
  for (const { bizTransaction, type } of event.bizTransactionList ?? []) if (type !== undefined) made.add(term(`transaction:${type}`, canonicalUri(bizTransaction)));
  for (const party of event.sourceList ?? []) made.add(term(`source:${party.type}`, partyText(party)));
  for (const party of event.destinationList ?? []) made.add(term(`destination:${party.type}`, partyText(party)));
  for (const word of event.persistentDisposition?.set ?? []) made.add(term('set', word));
  for (const word of event.persistentDisposition?.unset ?? []) made.add(term('unset', word));
  for (const id of event.errorDeclaration?.correctiveEventIDs ?? []) made.add(term('corrected by', id));
  if (event.readPoint) made.add(term('read point within', event.readPoint.gln));
  if (event.bizLocation) made.add(term('location within', event.bizLocation.gln));
  for (const list of QUANTITY_LISTS) made.quantities((event as { readonly [List in (typeof QUANTITY_LISTS)[number]]?: readonly Quantity[] })[list] ?? []);
  if (event.sensorElementList) made.add('sensors');
  for (const element of event.sensorElementList ?? []) made.sensor(element);
  made.fields('', event.extensions);
  made.fields('ERROR_DECLARATION', event.errorDeclaration?.extensions);
  made.fields('readPoint', event.readPointExtensions);
  made.fields('bizLocation', event.bizLocationExtensions);
  if ('ilmd' in event && event.ilmd) {
    const { itemExpirationDate, lotNumber, others } = event.ilmd;
    if (lotNumber !== undefined) made.value({ area: 'ILMD', inner: false, name: `{${CBVMDA}}lotNumber` }, lotNumber);
    if (itemExpirationDate !== undefined) made.value({ area: 'ILMD', inner: false, name: `{${CBVMDA}}itemExpirationDate` }, itemExpirationDate);
    made.fields('ILMD', others);
  }
  return made;
}

const LONG = 160;
const CBVMDA = 'urn:epcglobal:cbv:mda';
const QUANTITY_LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'] as const;
/** Fields of sensors that are asked for by their text; links of keys in any spelling are one. */
export const SENSOR_TEXTS = ['type', 'deviceID', 'dataProcessingMethod', 'bizRules', 'microorganism', 'chemicalSubstance', 'stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue'] as const;
export const SENSOR_AMOUNTS = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue', 'percRank'] as const;
export const SENSOR_INSTANTS = ['time', 'startTime', 'endTime'] as const;

class Terms implements EventTerms {
  readonly #terms = new Set<string>();
  readonly amounts: (readonly [string, number])[] = [];

  get terms(): readonly string[] {
    return [...this.#terms];
  }

  add(one: string): void {
    this.#terms.add(one);
  }

  /** The classes of the instances of a role: an index finds by them all packages of a product. */
  instances(role: string, links: readonly string[]): void {
    for (const link of links) {
      const found = classOfInstance(link);
      if (found !== null) this.add(term(`${role} of class`, found));
    }
  }

  quantities(list: readonly Quantity[]): void {
    for (const { quantity, uom } of list) {
      if (quantity === undefined) continue;
      this.amounts.push([quantityTerm(), quantity]);
      if (uom !== undefined) this.amounts.push([quantityTerm(uom), quantity]);
    }
  }

  sensor({ extensions, sensorMetadata = {}, sensorReport }: SensorElement): void {
    this.#measured('SENSORMETADATA', sensorMetadata);
    for (const report of sensorReport) this.#measured('SENSORREPORT', report);
    this.fields('SENSORELEMENT', extensions);
  }

  #measured(area: FieldArea, values: Readonly<Record<string, string>>): void {
    for (const [field, text] of Object.entries(values)) {
      if (field.startsWith('{')) this.value({ area, inner: false, name: field }, text);
      else if (isOneOf(SENSOR_TEXTS, field)) this.add(term(`report:${field}`, sensorText(field, text)));
      else if (isOneOf(SENSOR_INSTANTS, field)) this.#amount(reportTerm(field), instantIn(text));
      else if (isOneOf(SENSOR_AMOUNTS, field)) {
        this.#amount(reportTerm(field), numberIn(text));
        if (values['uom'] !== undefined) this.#amount(reportTerm(field, values['uom']), numberIn(text));
      }
    }
  }

  fields(area: FieldArea, extensions: readonly Extension[] | undefined, inner = false): void {
    for (const { attributes = {}, children, name, namespace, text = '' } of extensions ?? []) {
      const full = `{${namespace}}${name}`;
      this.value({ area, inner, name: full }, text);
      if (area === '' && !inner)
        for (const [attribute, value] of Object.entries(attributes)) {
          this.add(attributeTerm(full, attribute));
          this.add(attributeTerm(full, attribute, value));
        }
      this.fields(area, children, true);
    }
  }

  value(field: FieldName, text: string): void {
    this.add(fieldTerm(field));
    this.add(fieldTerm(field, text));
    this.#amount(fieldTerm(field), numberIn(text));
    this.#amount(instantTerm(field), instantIn(text));
  }

  #amount(of: string, amount: number | undefined): void {
    if (amount !== undefined) this.amounts.push([of, amount]);
  }
}

/** Instants in a field, apart from numbers in it. */
export const instantTerm = (field: FieldName): string => `${fieldTerm(field)} at`;

/** A sensor's text as it is compared. */
export const sensorText = (field: string, text: string): string => (field === 'booleanValue' ? text.replace(/^1$/, 'true').replace(/^0$/, 'false') : canonicalUri(text));

const isOneOf = <Word extends string>(words: readonly Word[], text: string): text is Word => (words as readonly string[]).includes(text);
