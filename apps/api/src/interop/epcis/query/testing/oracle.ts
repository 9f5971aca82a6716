import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, canonicalUri, cbvUrn, cbvWeb, DISPOSITIONS, ERROR_REASONS, type EpcisEvent, type Extension, linkOfPlace, type Party, type Quantity, SOURCE_DESTINATION_TYPES, urnOfLink as readUrnOfLink, urnOfPlace as readUrnOfPlace } from 'gs1-barcodes/epcis';
import { randomPrefix } from '../../../../../../../packages/gs1/src/testing/random-event.ts';

/** A parameter as a plain reading of the standard has it: what to ask of an event so that it matches, and which events match. */
export interface Expected {
  /** The name in the table of parameters. */
  readonly row: string;
  /** A parameter and a value that this event answers to; undefined where it has none. */
  draw(event: EpcisEvent, pick: (many: number) => number): readonly [name: string, value: string] | undefined;
  matches(event: EpcisEvent, name: string, values: readonly string[]): boolean;
}

export const PREFIXES: Readonly<Record<string, string>> = { a: 'https://example.com/ns', b: 'https://example.org/voc/', c: 'urn:example:fields:', cbvmda: 'urn:epcglobal:cbv:mda' };
const prefixOf = (namespace: string): string | undefined => Object.entries(PREFIXES).find(([, known]) => known === namespace)?.[0];

type Any = EpcisEvent & { readonly [field: string]: unknown };
const links = (event: EpcisEvent, ...names: readonly string[]): string[] => names.flatMap((name) => (event as Any)[name] as string | string[] | undefined ?? []);
const EPCS = ['epcList', 'childEPCs'];
const quantities = (event: EpcisEvent, ...names: readonly string[]): Quantity[] => names.flatMap((name) => ((event as Any)[name] as Quantity[] | undefined) ?? []);
const CLASSES = ['quantityList', 'childQuantityList'];
const EVERY_CLASS = [...CLASSES, 'inputQuantityList', 'outputQuantityList'];

const chosen = <T>(list: readonly T[], pick: (many: number) => number): T | undefined => (list.length === 0 ? undefined : list[pick(list.length)]);
const unwrap = (text: string | undefined, otherwise: string): string => text ?? otherwise;

/** The same URN is asked for many times. */
const urns = new Map<string, string | undefined>();
const kept = (key: string, make: () => { ok: boolean; value?: string }): string | undefined => {
  if (!urns.has(key)) urns.set(key, make().value);
  return urns.get(key);
};
const urnOfLink = (link: string) => kept(link, () => readUrnOfLink(link, randomPrefix));
const urnOfPlace = (place: Party) => kept(linkOfPlace({ ...place, pgln: undefined } as never), () => readUrnOfPlace(place, randomPrefix));
const spelledLink = (link: string, pick: (many: number) => number): string => (pick(2) === 0 ? link : unwrap(urnOfLink(link), link));
const spelledPlace = (place: { gln: string; extension?: string }, pick: (many: number) => number): string => (pick(2) === 0 ? linkOfPlace(place as Party) : unwrap(urnOfPlace(place as Party), ''));
const spelledWord = (vocabulary: Parameters<typeof cbvUrn>[0], word: string, pick: (many: number) => number): string => [word, cbvUrn(vocabulary, word), cbvWeb(vocabulary, word)][pick(3)] ?? word;
const sameWord = (vocabulary: Parameters<typeof cbvUrn>[0], word: string | undefined, values: readonly string[]): boolean => word !== undefined && values.some((value) => [word, cbvUrn(vocabulary, word), cbvWeb(vocabulary, word)].includes(value));
const samePlace = (place: { gln: string; extension?: string } | undefined, values: readonly string[]): boolean => place !== undefined && values.some((value) => [linkOfPlace(place as Party), unwrap(urnOfPlace(place as Party), '')].includes(value));

const wordRow = (row: string, vocabulary: Parameters<typeof cbvUrn>[0], of: (event: EpcisEvent) => readonly string[]): Expected => ({
  row,
  draw: (event, pick) => {
    const word = chosen(of(event), pick);
    return word === undefined ? undefined : [row, spelledWord(vocabulary, word, pick)];
  },
  matches: (event, _, values) => of(event).some((word) => sameWord(vocabulary, word, values)),
});

const textRow = (row: string, of: (event: EpcisEvent) => readonly string[], spell: (text: string, pick: (many: number) => number) => string = (text) => text): Expected => ({
  row,
  draw: (event, pick) => {
    const text = chosen(of(event), pick);
    return text === undefined ? undefined : [row, spell(text, pick)];
  },
  matches: (event, _, values) => of(event).some((text) => values.includes(text)),
});

/** All products of `p.r`, and all of the company: what patterns ask for. */
const unitRow = (row: string, ...lists: readonly string[]): Expected => ({
  row,
  draw: (event, pick) => {
    const link = chosen(links(event, ...lists), pick);
    if (link === undefined) return undefined;
    const urn = unwrap(urnOfLink(link), '');
    if (urn.startsWith('urn:epc:id:sgtin:') && pick(3) === 0) return [row, urn.replace(/^urn:epc:id:(sgtin:[0-9]+\.[0-9]+\.).*$/, 'urn:epc:idpat:$1*')];
    if (urn.startsWith('urn:epc:id:sscc:') && pick(3) === 0) return [row, 'urn:epc:idpat:sscc:0614141.*'];
    if (/^urn:epc:id:(?:grai|gdti):/.test(urn) && pick(3) === 0) return [row, urn.replace(/^urn:epc:id:([a-z]+:[0-9]+\.[0-9]+\.).*$/, 'urn:epc:idpat:$1*')];
    if (urn.startsWith('urn:epc:id:giai:') && pick(3) === 0) return [row, 'urn:epc:idpat:giai:0614141.*'];
    return [row, spelledLink(link, pick)];
  },
  matches: (event, _, values) =>
    links(event, ...lists).some((link) => {
      const urn = unwrap(urnOfLink(link), '');
      return values.some((value) => value === link || value === urn || (value.startsWith('urn:epc:idpat:') && urn.startsWith(value.replace('idpat', 'id').slice(0, -1))));
    }),
});

const classRow = (row: string, ...lists: readonly string[]): Expected => ({
  row,
  draw: (event, pick) => {
    const one = chosen(quantities(event, ...lists), pick)?.epcClass;
    return one === undefined ? undefined : [row, spelledLink(one, pick)];
  },
  matches: (event, _, values) => quantities(event, ...lists).some(({ epcClass }) => values.includes(epcClass) || values.includes(unwrap(urnOfLink(epcClass), '-'))),
});

const COMPARED: Readonly<Record<string, (a: number, b: number) => boolean>> = { EQ: (a, b) => a === b, GT: (a, b) => a > b, GE: (a, b) => a >= b, LT: (a, b) => a < b, LE: (a, b) => a <= b };
const compare = (name: string, values: readonly number[], than: number): boolean => values.some((value) => COMPARED[name.slice(0, 2)]?.(value, than) ?? false);
const shift = (value: number, name: string, pick: (many: number) => number): number => (name.startsWith('EQ') ? value : value + [0, 1, -1][pick(3)]!);

const timeRow = (row: string, of: (event: EpcisEvent) => readonly string[]): Expected => ({
  row,
  draw: (event, pick) => {
    const time = chosen(of(event), pick);
    return time === undefined ? undefined : [row.includes('errorDeclaration') && pick(2) === 0 ? row.replace('errorDeclarationTime', 'errorDeclaration_Time') : row, time];
  },
  matches: (event, name, [value = '']) => compare(name, of(event).map(Date.parse), Date.parse(value)),
});

const amountRow = (row: string, of: (event: EpcisEvent) => readonly { amount: number; uom?: string }[]): Expected => ({
  row,
  draw: (event, pick) => {
    const named = row.includes('{uom}');
    const one = chosen(of(event).filter(({ uom }) => !named || uom !== undefined), pick);
    return one === undefined ? undefined : [row.replace('{uom}', one.uom ?? ''), String(shift(one.amount, row, pick))];
  },
  matches: (event, name, [value = '']) => {
    const uom = row.includes('{uom}') ? name.split('_').at(-1) : undefined;
    return compare(name, of(event).filter((one) => uom === undefined || one.uom === uom).map(({ amount }) => amount), Number(value));
  },
});

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const sensorMaps = (event: EpcisEvent): Readonly<Record<string, string>>[] => (event.sensorElementList ?? []).flatMap(({ sensorMetadata, sensorReport }) => [...(sensorMetadata ? [sensorMetadata] : []), ...sensorReport]);
const sensorAmounts = (field: string) => (event: EpcisEvent) => sensorMaps(event).flatMap((values) => (values[field] !== undefined && NUMBER.test(values[field]) ? [{ amount: Number(values[field]), ...(values['uom'] === undefined ? {} : { uom: values['uom'] }) }] : []));
const sensorTexts = (field: string) => (event: EpcisEvent) => sensorMaps(event).flatMap((values) => values[field] ?? []);

interface Field {
  readonly area: string;
  readonly inner: boolean;
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const fieldsOfEvents = new WeakMap<EpcisEvent, Field[]>();
function fieldsOf(event: EpcisEvent): Field[] {
  const known = fieldsOfEvents.get(event) ?? readFields(event);
  fieldsOfEvents.set(event, known);
  return known;
}

function readFields(event: EpcisEvent): Field[] {
  const flat = (area: string, fields: readonly Extension[] | undefined, inner = false): Field[] =>
    (fields ?? []).flatMap(({ attributes = {}, children, name, namespace, text = '' }) => [{ area, inner, namespace, name, text, attributes }, ...flat(area, children, true)]);
  const foreign = (area: string, values: Readonly<Record<string, string>> | undefined): Field[] =>
    Object.entries(values ?? {}).flatMap(([key, text]) => {
      const [, namespace = '', name = ''] = /^\{(.*)\}(.*)$/.exec(key) ?? [];
      return name ? [{ area, inner: false, namespace, name, text, attributes: {} }] : [];
    });
  const ilmd = 'ilmd' in event ? event.ilmd : undefined;
  const own = (name: string, text: string | undefined): Extension[] => (text === undefined ? [] : [{ namespace: 'urn:epcglobal:cbv:mda', name, text }]);
  return [
    ...flat('', event.extensions),
    ...flat('ILMD', [...own('lotNumber', ilmd?.lotNumber), ...own('itemExpirationDate', ilmd?.itemExpirationDate), ...(ilmd?.others ?? [])]),
    ...flat('ERROR_DECLARATION', event.errorDeclaration?.extensions),
    ...flat('readPoint', event.readPointExtensions),
    ...flat('bizLocation', event.bizLocationExtensions),
    ...(event.sensorElementList ?? []).flatMap((element) => [...flat('SENSORELEMENT', element.extensions), ...foreign('SENSORMETADATA', element.sensorMetadata), ...element.sensorReport.flatMap((report) => foreign('SENSORREPORT', report))]),
  ];
}

const spelledField = ({ area, inner, name, namespace }: Field, pick: (many: number) => number): string => {
  const prefix = prefixOf(namespace);
  const iri = /[#/:]$/.test(namespace) ? namespace + name : `${namespace}#${name}`;
  return `${inner ? 'INNER_' : ''}${area === '' ? '' : `${area}_`}${prefix !== undefined && pick(2) === 0 ? `${prefix}:${name}` : iri}`;
};
const spelledAs = (field: Field, text: string): boolean => [0, 1].some((spelling) => spelledField(field, () => spelling) === text);

const fieldRow = (row: string, keep: (field: Field) => boolean, value: (field: Field, pick: (many: number) => number) => string, holds: (field: Field, name: string, values: readonly string[]) => boolean): Expected => ({
  row,
  draw: (event, pick) => {
    const field = chosen(fieldsOf(event).filter(keep), pick);
    return field && [`${row.split('_')[0] ?? ''}_${spelledField(field, pick)}`, value(field, pick)];
  },
  matches: (event, name, values) => fieldsOf(event).some((field) => spelledAs(field, name.slice(name.indexOf('_') + 1)) && holds(field, name, values)),
});

const ISO = /^\d{4}-\d\d-\d\dT/;
const orderedField = (compared: string): Expected =>
  fieldRow(
    `${compared}_[INNER_][area_]{field}`,
    ({ text }) => NUMBER.test(text) || ISO.test(text),
    ({ text }, pick) => (ISO.test(text) ? text : String(shift(Number(text), compared, pick))),
    ({ text }, name, [value = '']) => (ISO.test(value) ? ISO.test(text) && compare(name, [Date.parse(text)], Date.parse(value)) : NUMBER.test(text) && compare(name, [Number(text)], Number(value))),
  );

const partyRow = (role: 'source' | 'destination'): Expected => ({
  row: `EQ_${role}_{type}`,
  draw: (event, pick) => {
    const party = chosen(event[`${role}List`] ?? [], pick);
    return party && [`EQ_${role}_${spelledWord(SOURCE_DESTINATION_TYPES, party.type, pick)}`, spelledPlace(party, pick)];
  },
  // A party is its GLN, whether it was spelled as a party or as a place.
  matches: (event, name, values) => (event[`${role}List`] ?? []).some((party) => sameWord(SOURCE_DESTINATION_TYPES, party.type, [name.slice(`EQ_${role}_`.length)]) && samePlace(party, values)),
});

const withinRow = (row: string, of: (event: EpcisEvent) => { gln: string; extension?: string } | undefined): Expected => ({
  row,
  draw: (event, pick) => {
    const place = of(event);
    return place && [row, spelledPlace(pick(2) === 0 ? { gln: place.gln } : place, pick)];
  },
  matches: (event, _, values) => {
    const place = of(event);
    return place !== undefined && (samePlace(place, values) || samePlace({ gln: place.gln }, values));
  },
});

const truthRow = (row: string, of: (event: EpcisEvent) => boolean): Expected => ({
  row,
  draw: (event) => [row, String(of(event))],
  matches: (event, _, [value]) => of(event) === (value === 'true'),
});

const COMPARISONS = ['EQ', 'GT', 'GE', 'LT', 'LE'];
const own = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

export const hashIds = new WeakMap<EpcisEvent, string>();
export const recordTimes = new WeakMap<EpcisEvent, string>();

/** One for each row of the table of parameters. */
export const ORACLE: readonly Expected[] = [
  textRow('eventType', ({ type }) => [type]),
  ...['GE', 'LT'].flatMap((compared) => [
    timeRow(`${compared}_eventTime`, ({ eventTime }) => [eventTime]),
    timeRow(`${compared}_recordTime`, (event) => own(recordTimes.get(event))),
    timeRow(`${compared}_errorDeclarationTime`, ({ errorDeclaration }) => own(errorDeclaration?.declarationTime)),
    ...['time', 'startTime', 'endTime'].map((field) => timeRow(`${compared}_${field}`, sensorTexts(field))),
  ]),
  textRow('EQ_action', ({ action }) => own(action)),
  wordRow('EQ_bizStep', BIZ_STEPS, ({ bizStep }) => own(bizStep)),
  wordRow('EQ_disposition', DISPOSITIONS, ({ disposition }) => own(disposition)),
  wordRow('EQ_persistentDisposition_set', DISPOSITIONS, ({ persistentDisposition }) => persistentDisposition?.set ?? []),
  wordRow('EQ_persistentDisposition_unset', DISPOSITIONS, ({ persistentDisposition }) => persistentDisposition?.unset ?? []),
  { row: 'EQ_readPoint', draw: ({ readPoint }, pick) => readPoint && ['EQ_readPoint', spelledPlace(readPoint, pick)], matches: ({ readPoint }, _, values) => samePlace(readPoint, values) },
  { row: 'EQ_bizLocation', draw: ({ bizLocation }, pick) => bizLocation && ['EQ_bizLocation', spelledPlace(bizLocation, pick)], matches: ({ bizLocation }, _, values) => samePlace(bizLocation, values) },
  withinRow('WD_readPoint', ({ readPoint }) => readPoint),
  withinRow('WD_bizLocation', ({ bizLocation }) => bizLocation),
  textRow('EQ_transformationID', (event) => ('transformationID' in event ? own(event.transformationID) : [])),
  unitRow('MATCH_epc', ...EPCS),
  unitRow('MATCH_parentID', 'parentID'),
  unitRow('MATCH_inputEPC', 'inputEPCList'),
  unitRow('MATCH_outputEPC', 'outputEPCList'),
  unitRow('MATCH_anyEPC', ...EPCS, 'parentID', 'inputEPCList', 'outputEPCList'),
  classRow('MATCH_epcClass', ...CLASSES),
  classRow('MATCH_inputEPCClass', 'inputQuantityList'),
  classRow('MATCH_outputEPCClass', 'outputQuantityList'),
  classRow('MATCH_anyEPCClass', ...EVERY_CLASS),
  textRow('EQ_eventID', (event) => [event.eventID ?? hashIds.get(event) ?? '', hashIds.get(event) ?? '']),
  truthRow('EXISTS_errorDeclaration', ({ errorDeclaration }) => errorDeclaration !== undefined),
  wordRow('EQ_errorReason', ERROR_REASONS, ({ errorDeclaration }) => own(errorDeclaration?.reason)),
  textRow('EQ_correctiveEventID', ({ errorDeclaration }) => errorDeclaration?.correctiveEventIDs ?? []),
  truthRow('EXISTS_sensorElementList', ({ sensorElementList }) => sensorElementList !== undefined),
  ...['deviceID', 'dataProcessingMethod', 'bizRules', 'microorganism', 'chemicalSubstance', 'stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue'].map((field) => textRow(`EQ_${field}`, (event) => sensorTexts(field)(event).map(canonicalUri))),
  {
    ...textRow('EQ_type', sensorTexts('type'), (text, pick) => (/^\w+$/.test(text) && pick(2) === 0 ? `gs1:${text}` : text)),
    matches: (event, _, values) => sensorTexts('type')(event).some((text) => values.includes(text) || values.includes(`gs1:${text}`)),
  },
  ...COMPARISONS.flatMap((compared) => [
    amountRow(`${compared}_quantity`, (event) => quantities(event, ...EVERY_CLASS).flatMap(({ quantity, uom }) => (quantity === undefined ? [] : [{ amount: quantity, ...(uom === undefined ? {} : { uom }) }]))),
    amountRow(`${compared}_quantity_{uom}`, (event) => quantities(event, ...EVERY_CLASS).flatMap(({ quantity, uom }) => (quantity === undefined || uom === undefined ? [] : [{ amount: quantity, uom }]))),
    ...['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue', 'percRank'].map((field) => amountRow(`${compared}_${field}_{uom}`, sensorAmounts(field))),
    amountRow(`${compared}_percRank`, sensorAmounts('percRank')),
  ]),
  {
    row: 'EQ_bizTransaction_{type}',
    draw: ({ bizTransactionList = [] }, pick) => {
      const one = chosen(bizTransactionList.filter(({ type }) => type !== undefined), pick);
      return one && [`EQ_bizTransaction_${spelledWord(BIZ_TRANSACTION_TYPES, one.type ?? '', pick)}`, one.bizTransaction];
    },
    matches: ({ bizTransactionList = [] }, name, values) => bizTransactionList.some(({ bizTransaction, type }) => sameWord(BIZ_TRANSACTION_TYPES, type, [name.slice('EQ_bizTransaction_'.length)]) && values.includes(bizTransaction)),
  },
  partyRow('source'),
  partyRow('destination'),
  {
    row: 'EQ_ATTR_{field}_{attribute}',
    draw: (event, pick) => {
      const field = chosen(fieldsOf(event).filter(({ area, attributes, inner }) => area === '' && !inner && Object.keys(attributes).some((name) => /^\w+$/.test(name))), pick);
      const attribute = field && chosen(Object.entries(field.attributes).filter(([name]) => /^\w+$/.test(name)), pick);
      return field && attribute && [`EQ_ATTR_${spelledField(field, pick)}_${attribute[0]}`, attribute[1]];
    },
    matches: (event, name, values) =>
      fieldsOf(event).some((field) => field.area === '' && !field.inner && Object.entries(field.attributes).some(([attribute, value]) => [0, 1].some((spelling) => name === `EQ_ATTR_${spelledField(field, () => spelling)}_${attribute}`) && values.includes(value))),
  },
  {
    row: 'HASATTR_{field}',
    draw: (event, pick) => {
      const field = chosen(fieldsOf(event).filter(({ area, attributes, inner }) => area === '' && !inner && Object.keys(attributes).some((name) => /^\w+$/.test(name))), pick);
      const attribute = field && chosen(Object.keys(field.attributes).filter((name) => /^\w+$/.test(name)), pick);
      return field && attribute !== undefined ? [`HASATTR_${spelledField(field, pick)}`, attribute] : undefined;
    },
    matches: (event, name, values) => fieldsOf(event).some((field) => field.area === '' && !field.inner && spelledAs(field, name.slice('HASATTR_'.length)) && values.some((value) => value in field.attributes)),
  },
  {
    ...fieldRow('EXISTS_[INNER_][area_]{field}', () => true, (_, pick) => (pick(4) === 0 ? 'false' : 'true'), () => true),
    matches: (event, name, [value]) => fieldsOf(event).some((field) => spelledAs(field, name.slice('EXISTS_'.length))) === (value === 'true'),
  },
  fieldRow('EQ_[INNER_][area_]{field}', () => true, ({ text }) => text, ({ text }, _, values) => values.includes(text)),
  ...['GT', 'GE', 'LT', 'LE'].map(orderedField),
];
