import { describe, expect, it } from 'vitest';
import { parseGln } from '../keys/gln.ts';
import { prefixResolver } from '../spelling/to-epc-urn.ts';
import { parseXml } from '../testing/parse-xml.ts';
import {
  childOf,
  DSCSA_NAMESPACE,
  EPCIS_CONTEXT,
  jsonHeaderTree,
  readEvent,
  readHeader,
  readJsonContext,
  readJsonEvent,
  readMasterData,
  toXml,
  writeDocument,
  writeEvent,
  writeJsonDocument,
  writeJsonEvent,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
} from './index.ts';

const observed = {
  '@context': EPCIS_CONTEXT,
  type: 'ObjectEvent',
  eventTime: '2026-01-01T00:00:00Z',
  eventTimeZoneOffset: '+00:00',
  action: 'OBSERVE',
  epcList: ['https://id.gs1.org/00/106141412345678908'],
};
const read = (more: JsonObject) => readJsonEvent({ ...observed, ...more });
const fieldsOf = (more: JsonObject) => {
  const event = read(more);
  return event.ok ? event.value.event.extensions : event.issues;
};
const EX = 'https://example.com/ns';
const withEx = { '@context': [EPCIS_CONTEXT, { ex: EX }] };

describe('the names of a JSON event', () => {
  it.each([
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
    'https://gs1.github.io/EPCIS/epcis-context.jsonld',
  ])('mean what the context %s says, which is not fetched', (address) =>
    expect(read({ '@context': address })).toMatchObject({ ok: true, warnings: [] }),
  );

  it.each([
    ['prefix:name', { ex: EX }, 'ex:a'],
    ['a prefix declared with its flag', { ex: { '@id': EX, '@prefix': true } }, 'ex:a'],
    ['a prefix declared by another', { base: 'https://example.com/', ex: 'base:ns' }, 'ex:a'],
  ])('are read as %s', (_, declared, name) => {
    expect(fieldsOf({ '@context': [EPCIS_CONTEXT, declared as JsonObject], [name]: 'x' })).toEqual([
      { namespace: EX, name: 'a', text: 'x' },
    ]);
  });
  it.each([
    ['an IRI written out', {}, 'https://example.com/voc#a'],
    ['a term of its own', { a: 'https://example.com/voc#a' }, 'a'],
    ['a term of its own, described', { a: { '@id': 'v:a', '@type': '@id' }, v: 'https://example.com/voc#' }, 'a'],
  ])('are read as %s', (_, declared, name) => {
    const context = [EPCIS_CONTEXT, { v: 'https://example.com/voc#' }, declared as JsonObject];
    expect(fieldsOf({ '@context': context, [name]: 'x' })).toEqual([{ namespace: 'https://example.com/voc#', name: 'a', text: 'x' }]);
  });
  it('may be those of the vocabulary itself', () => {
    expect(read({ 'epcis:bizStep': 'shipping', 'https://ref.gs1.org/epcis/disposition': 'in_transit' })).toMatchObject({
      warnings: [],
      value: { event: { bizStep: 'shipping', disposition: 'in_transit' } },
    });
  });
  it('come from the document, and from a field that declares its own', () => {
    const context = readJsonContext({ '@context': [EPCIS_CONTEXT, { ex: EX }] });
    const event: Json = { ...observed, '@context': [], 'ex:a': { '@context': { in: 'urn:example:in' }, 'in:b': '1' } };
    const told = context.ok ? readJsonEvent(event, { context: context.value, path: '/epcisBody/eventList/0' }) : context;
    expect(told).toMatchObject({
      value: { event: { extensions: [{ namespace: EX, name: 'a', children: [{ namespace: 'urn:example:in', name: 'b', text: '1' }] }] } },
    });
  });
  it('of a context that is not known are unknown, and are said where they stand', () => {
    const event = { ...observed, '@context': [EPCIS_CONTEXT, 'https://example.com/context.jsonld'], 'odd:a/b': 'x' };
    const told = readJsonEvent(event, { path: '/epcisBody/eventList/4', lineOf: (pointer) => pointer.length });
    expect(told).toMatchObject({
      ok: false,
      issues: [
        {
          code: 'CONTEXT_UNKNOWN',
          severity: 'warning',
          value: 'https://example.com/context.jsonld',
          path: '/epcisBody/eventList/4/@context/1',
          line: 33,
        },
        { code: 'PREFIX_UNKNOWN', severity: 'error', value: 'odd:a/b', path: '/epcisBody/eventList/4/odd:a~1b' },
      ],
    });
  });
});

describe('a field of another namespace', () => {
  const through = (value: Json): Json | undefined => {
    const event = read({ ...withEx, 'ex:a': value });
    const node = event.ok ? writeEvent(event.value.event, { version: '2.0' }) : event;
    const again = node.ok ? readEvent(parseXml(toXml(node.value))) : node;
    const json = again.ok ? writeJsonEvent(again.value.event) : again;
    return json.ok ? Object.entries(json.value).find(([name]) => name.endsWith(':a'))?.[1] : undefined;
  };
  it.each<[string, Json]>([
    ['text', 'x & <y>'],
    ['a text of digits', '007'],
    ['a whole number', 42],
    ['a number', -0.5],
    ['a great number', 1e21],
    ['a truth value', false],
    ['nothing', null],
    ['the empty text', ''],
    ['a list', ['x', 1, null]],
    ['a text with attributes', { '@unit': 'm', '@value': '3' }],
    ['an attribute that is a word of JSON-LD', { '@:type': 'm', '@:id': '1', '@value': '3' }],
    ['a typed text', { '@type': 'xsd:date', '@value': '2026-01-01' }],
    ['a text among children', { '#text': 'x', 'ns1:b': { 'ns1:c': ['1', '2'] } }],
  ])('comes back through XML as %s', (_, value) =>
    expect(through(JSON.parse(JSON.stringify(value).replaceAll('ns1:', 'ex:')) as Json)).toEqual(value),
  );

  it('keeps the type of a number of JSON as XML Schema names it', () => {
    expect(fieldsOf({ ...withEx, 'ex:a': 5, 'ex:b': 0.5, 'ex:c': true })).toEqual([
      { namespace: EX, name: 'a', text: '5', attributes: { 'xsi:type': 'xsd:integer' } },
      { namespace: EX, name: 'b', text: '0.5', attributes: { 'xsi:type': 'xsd:double' } },
      { namespace: EX, name: 'c', text: 'true', attributes: { 'xsi:type': 'xsd:boolean' } },
    ]);
    const event = read({ ...withEx, 'ex:a': 5 });
    const node = event.ok ? writeEvent(event.value.event, { version: '2.0' }) : event;
    expect(node.ok && toXml(node.value)).toContain('xmlns:xsd="http://www.w3.org/2001/XMLSchema"');
  });
});

describe('JSON made to do harm', () => {
  it('is refused where fields or contexts lie in one another without end', () => {
    let [deep, context]: [Json, Json] = ['x', EPCIS_CONTEXT];
    for (let level = 0; level < 100_000; level++) [deep, context] = [{ 'ex:a': deep }, [context]];
    expect(read({ ...withEx, 'ex:a': deep })).toMatchObject({ ok: false, issues: [{ code: 'JSON_TYPE' }] });
    expect(read({ '@context': context })).toMatchObject({ ok: false, issues: [{ code: 'JSON_TYPE' }, { code: 'CONTEXT_MISSING' }] });
  });
  it('takes the names of JavaScript for names', () => {
    const event = JSON.parse(`{"__proto__": {"a": 1}, "constructor": "x", "toString": "y", "ex:__proto__": "z"}`) as JsonObject;
    const told = readJsonEvent(Object.fromEntries([...Object.entries(observed), ...Object.entries(withEx), ...Object.entries(event)]));
    expect(told.ok && told.value.event.extensions?.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString', '__proto__']);
  });
  it.each<Json>([null, 5, 'x', [], {}, { type: 5 }, { '@context': null }])('never throws on %j', (json) =>
    expect(readJsonEvent(json).ok).toBe(false),
  );
});

describe('a document of EPCIS 2.0', () => {
  const gln = parseGln('0614141000012');
  if (!gln.ok) throw new Error('no GLN');
  const place = { gln: gln.value };
  const event: EpcisEvent = {
    type: 'AssociationEvent',
    eventTime: '2026-05-01T08:00:00Z',
    eventTimeZoneOffset: '-05:00',
    action: 'ADD',
    parentID: 'https://id.gs1.org/00/106141412345678908',
    childEPCs: ['https://id.gs1.org/8004/0614141SENSOR'],
  };
  const product = { gtin: '00614141123452', name: 'Examplin', ndc: '12345-6789-0', ndcType: 'US_FDA_NDC' };
  const document = {
    header: {
      sender: place,
      receiver: { ...place, extension: 'DOCK-4' },
      instanceIdentifier: 'EX-1',
      creationDate: '2026-05-01T09:00:00Z',
      guidelineVersion: 'GS1 US DSCSA R1.3',
      transactionStatement: { affirmed: true, legalNotice: 'Seller has complied.' },
    },
    masterData: {
      products: [product],
      locations: [{ ...place, name: 'Example Distribution', others: { 'https://example.com/storage': '2-8 °C' } }],
    },
    events: [event],
  } as unknown as EpcisDocument;

  it.each([
    ['Digital Links', {}],
    ['EPC URNs', { gcpLength: prefixResolver(['0614141']) }],
  ])('in JSON with %s has its header, its master data and its events', (_, spelling) => {
    const written = writeJsonDocument({ ...document, creationDate: document.header.creationDate }, spelling);
    if (!written.ok) throw new Error(written.issues[0]?.message);
    const context = readJsonContext(written.value);
    if (!context.ok) throw new Error('no context');
    const head = jsonHeaderTree(written.value, { context: context.value });
    if (!head.ok) throw new Error(JSON.stringify(head.issues));
    expect(readHeader(head.value)).toMatchObject({ warnings: [], value: { header: document.header } });
    expect(readMasterData(head.value)).toMatchObject({ warnings: [], value: document.masterData });
    const [first] = (written.value['epcisBody'] as { eventList: Json[] }).eventList;
    expect(readJsonEvent(first ?? null, { context: context.value })).toMatchObject({ warnings: [], value: { event } });
  });
  it('in JSON needs no header', () => {
    const written = writeJsonDocument({ creationDate: '2026-05-01T09:00:00Z', events: [] });
    expect(written).toMatchObject({
      value: { '@context': EPCIS_CONTEXT, type: 'EPCISDocument', schemaVersion: '2.0', epcisBody: { eventList: [] } },
    });
    expect(written.ok && 'epcisHeader' in written.value).toBe(false);
  });
  it('in XML has the statement of its sender behind its body, where its schema has a place', () => {
    const written = writeDocument(document, { version: '2.0' });
    const root = parseXml(written.ok ? written.value : '');
    const head = childOf(root, 'EPCISHeader');
    if (head === undefined) throw new Error('no header');
    const said = root.children.filter(({ namespace }) => namespace === DSCSA_NAMESPACE);
    expect(said.map(({ name }) => name)).toEqual(['guidelineVersion', 'dscsaTransactionStatement']);
    expect(readHeader({ ...head, children: [...head.children, ...said] })).toMatchObject({ value: { header: document.header } });
    expect(readMasterData(head)).toMatchObject({ warnings: [], value: document.masterData });
  });
  it('is not written where the length of a company prefix is not known', () => {
    const spelling = { gcpLength: prefixResolver([]) };
    expect(writeJsonDocument({ ...document, creationDate: '' }, spelling)).toMatchObject({
      ok: false,
      issues: [{ code: 'GCP_LENGTH_UNKNOWN' }, {}, {}, {}, {}, {}],
    });
    expect(writeJsonEvent(event, spelling)).toMatchObject({ ok: false, issues: [{ code: 'GCP_LENGTH_UNKNOWN' }, {}] });
  });
  it('in JSON is refused where its header is shaped otherwise', () => {
    const context = readJsonContext({ '@context': EPCIS_CONTEXT });
    const head = jsonHeaderTree({ sender: 5, epcisHeader: [] }, context.ok ? { context: context.value } : {});
    expect(head).toMatchObject({
      ok: false,
      issues: [
        { code: 'JSON_TYPE', path: '/sender' },
        { code: 'JSON_TYPE', path: '/epcisHeader' },
      ],
    });
  });
});
