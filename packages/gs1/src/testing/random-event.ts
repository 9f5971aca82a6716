import fc, { type Arbitrary } from 'fast-check';
import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, SOURCE_DESTINATION_TYPES } from '../epcis/cbv.ts';
import type {
  Action,
  BizTransaction,
  EpcisEvent,
  ErrorDeclaration,
  Extension,
  Ilmd,
  Party,
  Quantity,
  SensorElement,
} from '../epcis/event.ts';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { parseGln } from '../keys/gln.ts';
import { prefixResolver } from '../spelling/to-epc-urn.ts';

/** The one company prefix of all random keys. */
export const randomPrefix = prefixResolver(['0614141']);

const optional = <T>(value: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });

/** An object of fields, some of them absent rather than undefined. */
function fields<T extends object>(model: { [Key in keyof T]-?: Arbitrary<T[Key] | undefined> }): Arbitrary<T> {
  return fc
    .record<Record<string, unknown>>(model as never)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T);
}

const two = (number: number): string => String(number).padStart(2, '0');
const offset = fc
  .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 13 }), fc.constantFrom(0, 30, 45))
  .map(([sign, hours, minutes]) => `${sign}${two(hours)}:${two(minutes)}`);
/** An instant, spelled with its zone. */
export function spelled(instantMs: number, zone: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(instantMs + shift).toISOString().slice(0, -1) + (zone === '+00:00' ? 'Z' : zone);
}
const time = fc
  .tuple(fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) }), fc.oneof(offset, fc.constant('+00:00')))
  .map(([at, zone]) => spelled(at, zone));

const serial = fc.stringMatching(/^[!-"%-?A-Z_a-z]{1,20}$/).map(encodeURIComponent);
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const withCheck = (key: string): string => appendCheckDigit(key) ?? '';
const gtin = fc.tuple(digits(1), digits(5)).map(([indicator, item]) => withCheck(`${indicator}0614141${item}`));
const sscc = fc
  .tuple(digits(1), digits(9))
  .map(([extension, reference]) => `https://id.gs1.org/00/${withCheck(`${extension}0614141${reference}`)}`);
const sgtin = fc.tuple(gtin, serial).map(([key, own]) => `https://id.gs1.org/01/${key}/21/${own}`);
const asset = fc.stringMatching(/^[A-Z0-9]{1,16}$/);
const otherKey = fc.oneof(
  asset.map((own) => `https://id.gs1.org/8004/0614141${own}`),
  fc.tuple(digits(5), asset).map(([type, own]) => `https://id.gs1.org/8003/0${withCheck(`0614141${type}`)}${own}`),
  fc.tuple(digits(5), asset).map(([type, own]) => `https://id.gs1.org/253/${withCheck(`0614141${type}`)}${own}`),
  digits(10).map((service) => `https://id.gs1.org/8018/${withCheck(`0614141${service}`)}`),
  fc.tuple(gtin, asset).map(([key, own]) => `https://id.gs1.org/8006/${key}0102/21/${own}`),
  fc.tuple(asset, fc.stringMatching(/^[1-9][0-9]{0,8}$/)).map(([part, own]) => `https://id.gs1.org/8010/0614141${part}/8011/${own}`),
);
const unit = fc.oneof(sgtin, sscc, otherKey);
const units = (minLength: number) => fc.uniqueArray(unit, { minLength, maxLength: 4 });
const epcClass = fc.oneof(
  gtin.map((key) => `https://id.gs1.org/01/${key}`),
  fc.tuple(gtin, asset).map(([key, lot]) => `https://id.gs1.org/01/${key}/10/${lot}`),
  digits(5).map((type) => `https://id.gs1.org/8003/0${withCheck(`0614141${type}`)}`),
);
const amount = fc.oneof(
  fc.integer({ min: 0, max: 1e9 }),
  fc.integer({ min: 1, max: 1e9 }).map((millionths) => millionths / 1e6),
);
const quantity: Arbitrary<Quantity> = fc.oneof(
  epcClass.map((only) => ({ epcClass: only })),
  fields<Quantity>({ epcClass, quantity: amount, uom: optional(fc.constantFrom('KGM', 'LTR', 'C62')) }),
);
const quantities = fc.array(quantity, { minLength: 1, maxLength: 3 });

const gln = digits(5).map((reference) => {
  const read = parseGln(withCheck(`0614141${reference}`));
  if (!read.ok) throw new Error(read.issues[0]?.message);
  return read.value;
});
const place = fc.oneof(
  gln.map((key) => ({ gln: key })),
  fc.record({ gln, extension: fc.stringMatching(/^[A-Z1-9/-]{1,8}$/) }),
);
const foreign = fc.constantFrom('https://example.com/words/odd', 'urn:example:word:1');
const word = <Word extends string>(words: readonly Word[]): Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, foreign);
const party: Arbitrary<Party> = fc
  .tuple(
    word(SOURCE_DESTINATION_TYPES.words),
    fc.oneof(
      place,
      gln.map((key) => ({ gln: key, pgln: true as const })),
    ),
  )
  .map(([type, where]) => ({ type, ...where }));
const parties = fc.array(party, { minLength: 1, maxLength: 3 });
const uri = fc.oneof(
  fc.uuid().map((id) => `urn:uuid:${id}`),
  asset.map((own) => `https://example.com/things/${own}?a=1&b=%20`),
);
const bizTransaction = fields<BizTransaction>({ type: optional(word(BIZ_TRANSACTION_TYPES.words)), bizTransaction: uri });
const bizTransactions = fc.array(bizTransaction, { minLength: 1, maxLength: 3 });

const NAMESPACES = ['https://example.com/ns', 'https://example.org/voc/', 'urn:example:fields:', 'http://epcis.gs1us.org/hc/ns'] as const;
const name = fc.stringMatching(/^[a-z][A-Za-z0-9_.-]{0,6}$/).filter((one) => !/^(?:extension|baseExtension)$/.test(one));
const text = fc
  .string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'B', '&', '<', '>', '"', "'", 'é', '0', '/', '😀', ']]>', ' ') })
  .map((one) => `x${one}y`);
const typed: Arbitrary<Pick<Extension, 'attributes' | 'text'>> = fc.oneof(
  fc.integer().map((number) => ({ text: String(number), attributes: { 'xsi:type': 'xsd:integer' } })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({ text: String(number), attributes: { 'xsi:type': 'xsd:double' } })),
  fc.boolean().map((said) => ({ text: String(said), attributes: { 'xsi:type': 'xsd:boolean' } })),
  fc.constantFrom('007', '1.50', '-0.0').map((spelling) => ({ text: spelling, attributes: { 'xsi:type': 'xsd:decimal' } })),
  fc.constant({ attributes: { 'xsi:nil': 'true' } }),
);
const attribute = fc.tuple(
  fc.oneof(
    name,
    fc.constantFrom('type', 'value', 'context', 'id', 'text'),
    fc.tuple(fc.constantFrom(...NAMESPACES), name).map(([namespace, own]) => `{${namespace}}${own}`),
  ),
  text,
);
const attributes = fc
  .uniqueArray(attribute, { minLength: 1, maxLength: 3, selector: ([key]) => key })
  .map((entries) => Object.fromEntries(entries));

const extension = (depth: number): Arbitrary<Extension> => {
  const named = { namespace: fc.constantFrom(...NAMESPACES), name };
  const leaf = fc.oneof(
    fields<Extension>({ ...named, text: optional(text), attributes: optional(attributes), children: fc.constant(undefined) }),
    fc.tuple(fc.record(named), typed).map(([own, value]) => ({ ...own, ...value })),
  );
  if (depth === 0) return leaf;
  return fc.oneof(
    leaf,
    fields<Extension>({ ...named, text: optional(text), attributes: optional(attributes), children: extensions(depth - 1) }),
  );
};
/** Fields in an order that JSON keeps too: those that share a name stand together. */
const extensions = (depth: number): Arbitrary<readonly Extension[]> =>
  fc
    .tuple(fc.array(extension(depth), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([all, again]) =>
      (again ? [...all, ...all.slice(0, 1)] : all).sort((one, other) =>
        keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0,
      ),
    );
const keyOf = ({ namespace, name: own }: Extension): string => `{${namespace}}${own}`;
const others = optional(extensions(2));

const errorDeclaration: Arbitrary<ErrorDeclaration> = fc.oneof(
  fields<ErrorDeclaration>({
    declarationTime: time,
    reason: fc.constant('did_not_occur'),
    correctiveEventIDs: fc.constant(undefined),
    extensions: others,
  }),
  fields<ErrorDeclaration>({
    declarationTime: time,
    reason: optional(fc.constant('incorrect_data')),
    correctiveEventIDs: optional(fc.array(uri, { maxLength: 2 })),
    extensions: others,
  }),
);
const lot = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ilmd = fields<Ilmd>({ lotNumber: optional(text), itemExpirationDate: optional(lot), others });

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => String(value === 0 ? 0 : value));
const foreignValue = optional(text);
const sensorMetadata = fields<Record<string, string>>({
  time: optional(time),
  startTime: optional(time),
  deviceID: optional(fc.oneof(uri, otherKey)),
  rawData: optional(uri),
  bizRules: optional(uri),
  [`{${NAMESPACES[0]}}note`]: foreignValue,
});
const sensorReport = fields<Record<string, string>>({
  type: fc.oneof(fc.constantFrom('Temperature', 'Speed', 'Angle', 'AbsoluteHumidity'), foreign),
  exception: optional(fc.constantFrom('ALARM_CONDITION', 'ERROR_CONDITION')),
  deviceID: optional(uri),
  time: optional(time),
  value: optional(number),
  minValue: optional(number),
  maxValue: optional(number),
  meanValue: optional(number),
  sDev: optional(number),
  percRank: optional(number),
  percValue: optional(number),
  uom: optional(fc.constantFrom('CEL', 'KMH')),
  component: optional(fc.constantFrom('x', 'latitude')),
  stringValue: optional(text),
  booleanValue: optional(fc.constantFrom('true', 'false')),
  hexBinaryValue: optional(fc.constantFrom('F0', '00ff')),
  uriValue: optional(uri),
  microorganism: optional(uri),
  [`{${NAMESPACES[1]}}note`]: foreignValue,
});
const sensorElement = fields<SensorElement>({
  sensorMetadata: optional(sensorMetadata),
  sensorReport: fc.array(sensorReport, { minLength: 1, maxLength: 3 }),
  extensions: others,
});

const words = fc.uniqueArray(word(DISPOSITIONS.words), { minLength: 1, maxLength: 3 });
const persistentDisposition = fc.oneof(
  words.map((set) => ({ set })),
  words.map((unset) => ({ unset })),
  fc.record({ set: words, unset: words }),
);

const place_ = optional(place);
const base = {
  eventTime: time,
  eventTimeZoneOffset: offset,
  recordTime: optional(time),
  eventID: optional(uri),
  errorDeclaration: optional(errorDeclaration),
  certificationInfo: optional(uri.map((one) => [one])),
  bizStep: optional(word(BIZ_STEPS.words)),
  disposition: optional(word(DISPOSITIONS.words)),
  readPoint: place_,
  bizLocation: place_,
  sourceList: optional(parties),
  destinationList: optional(parties),
  sensorElementList: optional(fc.array(sensorElement, { minLength: 1, maxLength: 2 })),
  extensions: others,
};
const acted = { ...base, bizTransactionList: optional(bizTransactions) };
type Model = Parameters<typeof fields>[0];
const eventOf = (model: object): Arbitrary<EpcisEvent> =>
  fc
    .tuple(fields<EpcisEvent>(model as Model as never), optional(extensions(1)), optional(extensions(1)))
    // A parent is none of its own children.
    .filter(([event]) => !('childEPCs' in event && event.parentID !== undefined && event.childEPCs.includes(event.parentID)))
    .map(([event, atReadPoint, atLocation]) => ({
      ...event,
      ...(event.readPoint && atReadPoint ? { readPointExtensions: atReadPoint } : {}),
      ...(event.bizLocation && atLocation ? { bizLocationExtensions: atLocation } : {}),
    }));
const type = (own: EpcisEvent['type']) => fc.constant(own);
const action = fc.constantFrom<Action>('ADD', 'OBSERVE', 'DELETE');

const children = { childEPCs: units(1), childQuantityList: optional(quantities), action };
/** Events of every type with any of their fields, each valid by the schemas of EPCIS 2.0 in XML and JSON. */
export const randomEvents: Readonly<Record<EpcisEvent['type'], Arbitrary<EpcisEvent>>> = {
  ObjectEvent: fc.oneof(
    eventOf({
      ...acted,
      type: type('ObjectEvent'),
      epcList: units(1),
      quantityList: optional(quantities),
      action: fc.constant('ADD'),
      ilmd: optional(ilmd),
    }),
    eventOf({
      ...acted,
      type: type('ObjectEvent'),
      epcList: units(0),
      quantityList: quantities,
      action,
      persistentDisposition: optional(persistentDisposition),
    }),
    eventOf({
      ...acted,
      type: type('ObjectEvent'),
      epcList: units(0),
      action,
      sensorElementList: fc.array(sensorElement, { minLength: 1, maxLength: 2 }),
      readPoint: place,
    }),
  ),
  AggregationEvent: fc.oneof(
    eventOf({ ...acted, type: type('AggregationEvent'), parentID: unit, ...children }),
    eventOf({ ...acted, type: type('AggregationEvent'), parentID: sscc, childEPCs: units(0), action: fc.constant('DELETE') }),
    eventOf({ ...acted, type: type('AggregationEvent'), ...children, action: fc.constant('OBSERVE') }),
  ),
  TransactionEvent: eventOf({
    ...base,
    type: type('TransactionEvent'),
    bizTransactionList: bizTransactions,
    parentID: optional(unit),
    epcList: units(1),
    quantityList: optional(quantities),
    action,
  }),
  TransformationEvent: eventOf({
    ...acted,
    type: type('TransformationEvent'),
    inputEPCList: units(1),
    inputQuantityList: optional(quantities),
    outputEPCList: optional(units(1)),
    outputQuantityList: quantities,
    transformationID: optional(uri),
    persistentDisposition: optional(persistentDisposition),
    ilmd: optional(ilmd),
  }),
  AssociationEvent: eventOf({ ...acted, type: type('AssociationEvent'), parentID: unit, ...children }),
};

export const randomEvent: Arbitrary<EpcisEvent> = fc.oneof(...Object.values(randomEvents));
