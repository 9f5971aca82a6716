import type { Sgln } from '../keys/sgln.ts';
import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, SOURCE_DESTINATION_TYPES } from './cbv.ts';
import { linkOfPlace } from './epc.ts';
import { canonicalUri } from './canonical-uri.ts';
import { decimalText, withoutTrailingZeros } from './decimal.ts';
import type { EpcisEvent, Extension, Ilmd, Party, PersistentDisposition, Quantity, SensorElement } from './event.ts';
import { SENSOR_METADATA_FIELDS, SENSOR_NUMBERS, SENSOR_REPORT_FIELDS, SENSOR_TIMES, withSensorUris } from './sensor.ts';
import { utcMilliseconds } from './time.ts';
import { CBVMDA_NAMESPACE } from './xml.ts';

/**
 * Which reading of CBV 2.0 section 8.9 makes the text. `cbv`: sources before destinations, as the standard lists them. `reference`: as GS1's
 * reference program does it, which sorts by name what stands behind the sensors (so destinations, then lot data, then sources), normalises
 * numbers and keys inside extension fields, and takes their attributes for fields.
 */
export type PreHashProfile = 'cbv' | 'reference';

/**
 * The text whose SHA-256 is the event hash id of CBV 2.0. It leaves out record time, event id, error declaration, certificates and comments
 * (`rdfs:comment`), so that one event told twice has one id. In `cbv` the attributes of extension fields do not enter it. The digest is
 * the caller's: see `eventHashId`.
 */
export function preHash(event: EpcisEvent, profile: PreHashProfile = 'cbv'): string {
  // Every list that any type of event has: those that this one lacks leave nothing.
  const lists: Partial<Record<UnitList, readonly string[]>> &
    Partial<Record<QuantityList, readonly Quantity[]>> & { parentID?: string; transformationID?: string; ilmd?: Ilmd } = event;
  const [sources, destinations] = [parties('source', event.sourceList), parties('destination', event.destinationList)];
  const transactions = list(
    'bizTransactionList',
    event.bizTransactionList?.map(
      ({ type, bizTransaction }) =>
        pair('type', type && webWord(BIZ_TRANSACTION_TYPES, type)) + pair('bizTransaction', canonicalUri(bizTransaction)),
    ),
  );
  const sensors = list(
    'sensorElementList',
    event.sensorElementList?.map((element) => sensorElement(element, profile)),
  );
  const ilmd = extensions('ilmd', ilmdFields(lists.ilmd), profile);
  return [
    pair('eventType', event.type),
    pair('eventTime', utcMilliseconds(event.eventTime)),
    pair('eventTimeZoneOffset', event.eventTimeZoneOffset),
    units('epcList', lists.epcList),
    pair('parentID', lists.parentID),
    units('inputEPCList', lists.inputEPCList),
    units('childEPCs', lists.childEPCs),
    quantityList('quantityList', lists.quantityList),
    quantityList('childQuantityList', lists.childQuantityList),
    quantityList('inputQuantityList', lists.inputQuantityList),
    units('outputEPCList', lists.outputEPCList),
    quantityList('outputQuantityList', lists.outputQuantityList),
    pair('action', event.action),
    pair('transformationID', lists.transformationID && canonicalUri(lists.transformationID)),
    pair('bizStep', event.bizStep && webWord(BIZ_STEPS, event.bizStep)),
    pair('disposition', event.disposition && webWord(DISPOSITIONS, event.disposition)),
    persistentDisposition(event.persistentDisposition),
    place('readPoint', event.readPoint, extensions('', event.readPointExtensions, profile)),
    place('bizLocation', event.bizLocation, extensions('', event.bizLocationExtensions, profile)),
    ...(profile === 'reference'
      ? [sensors, transactions, destinations, ilmd, sources]
      : [transactions, sources, destinations, sensors, ilmd]),
    extensions('', event.extensions, profile),
  ].join('');
}

type UnitList = 'epcList' | 'inputEPCList' | 'childEPCs' | 'outputEPCList';
type QuantityList = 'quantityList' | 'childQuantityList' | 'inputQuantityList' | 'outputQuantityList';

/** The event hash id of a digest of the pre-hash text, in hexadecimal. */
export function eventHashId(sha256Hex: string): string {
  return `ni:///sha-256;${sha256Hex}?ver=CBV2.0`;
}

function pair(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}=${value}`;
}

// The order of a list means nothing, so it is sorted; an empty list is as good as none.
function list(name: string, members: readonly string[] | undefined): string {
  return members === undefined || members.length === 0 ? '' : name + [...members].sort().join('');
}

function units(name: string, links: readonly string[] | undefined): string {
  return list(
    name,
    links?.map((link) => `epc=${link}`),
  );
}

function quantityList(name: string, quantities: readonly Quantity[] | undefined): string {
  return list(
    name,
    quantities?.map(
      ({ epcClass, quantity, uom }) =>
        `quantityElementepcClass=${epcClass}${pair('quantity', quantity === undefined ? undefined : decimalText(quantity))}${pair('uom', uom)}`,
    ),
  );
}

function parties(name: 'source' | 'destination', parties_: readonly Party[] | undefined): string {
  return list(
    `${name}List`,
    parties_?.map((party) => pair('type', webWord(SOURCE_DESTINATION_TYPES, party.type)) + pair(name, linkOfPlace(party))),
  );
}

function webWord(vocabulary: { readonly web: string; readonly words: readonly string[] }, word: string): string {
  return vocabulary.words.includes(word) ? vocabulary.web + word : word;
}

function ilmdFields({ lotNumber, itemExpirationDate, others = [] }: Ilmd = {}): readonly Extension[] {
  const own = Object.entries({ lotNumber, itemExpirationDate }).flatMap(([name, text]) =>
    text === undefined ? [] : [{ namespace: CBVMDA_NAMESPACE, name, text }],
  );
  return [...own, ...others];
}

function persistentDisposition({ set = [], unset = [] }: PersistentDisposition = {}): string {
  const words = (name: string, of: readonly string[]) => of.map((word) => pair(name, webWord(DISPOSITIONS, word))).sort();
  const all = [...words('set', set), ...words('unset', unset)];
  return all.length === 0 ? '' : `persistentDisposition${all.join('')}`;
}

function place(name: string, where: Sgln | undefined, more: string): string {
  return where === undefined ? '' : `${name}id=${linkOfPlace(where)}${more}`;
}

function sensorElement({ extensions: more, sensorMetadata, sensorReport }: SensorElement, profile: PreHashProfile): string {
  const fields = (values: Readonly<Record<string, string>>, order: readonly string[]) => {
    const foreign = Object.entries(values).filter(([name]) => !order.includes(name));
    return [
      ...order.map((name) => pair(name, values[name] === undefined ? undefined : sensorValue(name, values[name]))),
      list(
        '',
        foreign.map(([name, value]) => pair(name, value)),
      ),
    ].join('');
  };
  const metadata = fields(sensorMetadata ?? {}, SENSOR_METADATA_FIELDS);
  const reports = sensorReport.map((report) => `sensorReport${fields(withSensorUris(report), SENSOR_REPORT_FIELDS)}`).sort();
  return `sensorElement${metadata && `sensorMetadata${metadata}`}${reports.join('')}${extensions('', more, profile)}`;
}

function sensorValue(name: string, value: string): string {
  if (SENSOR_NUMBERS.has(name)) return withoutTrailingZeros(value);
  if (name === 'booleanValue') return value.replace(/^1$/, 'true').replace(/^0$/, 'false');
  return SENSOR_TIMES.has(name) ? utcMilliseconds(value) : canonicalUri(value);
}

function extensions(name: string, fields: readonly Extension[] | undefined, profile: PreHashProfile): string {
  return list(
    name,
    fields?.filter(({ name, namespace }) => namespace !== RDFS_NAMESPACE || name !== 'comment').map((field) => extension(field, profile)),
  );
}

function extension({ attributes = {}, namespace, name, text, children = [] }: Extension, profile: PreHashProfile): string {
  const canonical = (value: string) => (profile === 'cbv' ? value : canonicalUri(withoutTrailingZeros(value)));
  const value = text === undefined ? '' : `=${canonical(text)}`;
  // To the reference program an attribute is as good as a child; what XML itself says of an element is neither.
  const own = profile === 'cbv' ? [] : Object.entries(attributes).filter(([attribute]) => !/^(?:xsi|xml):/.test(attribute));
  const inner = [
    ...own.map(([attribute, said]) => `${attribute}=${canonical(said)}`),
    ...children.map((child) => extension(child, profile)),
  ];
  return `${namespace && `{${namespace}}`}${name}${value}${list('', inner)}`;
}

const RDFS_NAMESPACE = 'http://www.w3.org/2000/01/rdf-schema#';
