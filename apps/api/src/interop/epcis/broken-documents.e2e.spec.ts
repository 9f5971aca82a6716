import { type EpcisEvent, readJsonEvent, toXml, writeEvent } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROKEN, changed, SOUND, VALID } from '../../../../../packages/gs1/src/testing/event-cases.ts';
import { jsonDocument, someEvent } from '../testing/spellings.ts';
import { GOLDEN_NOW, type Trader, TradeWorld } from '../testing/trade.ts';
import { whyKept } from './why-kept.ts';

/** The events say themselves what their names mean. */
const documentOf = (...events: readonly object[]): string => JSON.stringify({ type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-05-05T10:00:00Z', epcisBody: { eventList: events } }, null, 1);

const EVENTS = '/epcisBody/eventList';
const HEAD = '<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:ex="https://example.com/ns" schemaVersion="2.0" creationDate="2026-05-05T10:00:00Z">\n<EPCISBody>\n<EventList>\n';
const TAIL = '</EventList>\n</EPCISBody>\n</epcis:EPCISDocument>\n';
const xmlDocument = (...events: readonly string[]): string => HEAD + events.join('') + TAIL;

/** Where a pointer stands in a text of JSON.stringify, found another way: the value is marked, and the mark looked for. */
function lineIn(text: string, pointer: string): number {
  const root = JSON.parse(text) as Record<string, unknown>;
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = root;
  while (steps.length > 1 && typeof at[steps[0] as string] === 'object' && at[steps[0] as string] !== null) at = at[steps.shift() as string] as Record<string, unknown>;
  const last = steps.at(-1) as string;
  if (steps.length > 1 || !Object.hasOwn(at, last)) return lineIn(text, pointer.split('/').slice(0, -1).join('/'));
  at[last] = 'MARK';
  return JSON.stringify(root, null, 1).split('\n').findIndex((line) => line.includes('"MARK"')) + 1;
}

const OBSERVED = `<ObjectEvent>
<eventTime>2026-05-04T00:00:00Z</eventTime>
<eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
<epcList><epc>urn:epc:id:sgtin:0614141.012345.X1</epc></epcList>
<action>OBSERVE</action>
<bizStep>inspecting</bizStep>
<readPoint><id>urn:epc:id:sgln:0614141.00001.0</id></readPoint>
</ObjectEvent>
`;

/** One thing broken in an event of XML: the rule, the path behind the event, and the line within it. */
const BROKEN_XML: readonly (readonly [rule: string, path: string, line: number, from: string, to: string])[] = [
  ['FIELD_MISSING', '/eventTime', 1, '<eventTime>2026-05-04T00:00:00Z</eventTime>', ''],
  ['FIELD_MISSING', '/eventTimeZoneOffset', 1, '<eventTimeZoneOffset>+00:00</eventTimeZoneOffset>', ''],
  ['FIELD_MISSING', '/action', 1, '<action>OBSERVE</action>', ''],
  ['FIELD_REPEATED', '/action[2]', 5, '<action>OBSERVE</action>', '<action>OBSERVE</action><action>ADD</action>'],
  ['EVENT_TIME', '/eventTime', 2, '2026-05-04T00:00:00Z', '2026-05-04'],
  ['EVENT_TIME', '/eventTime', 2, '2026-05-04T00:00:00Z', '4 May 2026'],
  ['TIME_ZONE_OFFSET', '/eventTimeZoneOffset', 3, '+00:00', '+15:00'],
  ['ACTION', '/action', 5, 'OBSERVE', 'LOOK'],
  ['CBV_WORD_UNKNOWN', '/bizStep', 6, 'inspecting', 'urn:epcglobal:cbv:bizstep:peering'],
  ['EPC_INVALID', '/epcList/epc', 4, 'sgtin:0614141.012345.X1', 'sgtin:0614141.12345.X1'],
  ['EPC_INVALID', '/epcList/epc', 4, 'urn:epc:id:sgtin:0614141.012345.X1', 'package 7'],
  ['EPC_NOT_INSTANCE', '/epcList/epc', 4, 'urn:epc:id:sgtin:0614141.012345.X1', 'urn:epc:idpat:sgtin:0614141.012345.*'],
  ['DUPLICATE_EPC', '/epcList/epc[2]', 4, '</epcList>', '<epc>https://id.gs1.org/01/00614141123452/21/X1</epc></epcList>'],
  ['LIST_EMPTY', '/epcList', 4, '<epc>urn:epc:id:sgtin:0614141.012345.X1</epc>', ''],
  ['PLACE_INVALID', '/readPoint/id', 7, 'sgln:0614141.00001.0', 'sgln:0614141.1.0'],
  ['EVENT_TYPE_UNSUPPORTED', '', 1, 'ObjectEvent', 'QuantityEvent'],
  ['FUTURE_EVENT_TIME', '/eventTime', 1, '2026-05-04T00:00:00Z', '2027-05-04T00:00:00Z'],
  ['EVENT_ID_TOO_LONG', '/eventID', 1, '<eventTime>', `<eventID>urn:x:${'1'.repeat(1_000)}</eventID><eventTime>`],
];

/** A handoff is sound in a whole trade alone: those have specs of their own. */
const KEPT = VALID.filter(([, type, change]) => {
  const read = readJsonEvent(changed(type, change));
  return read.ok && whyKept(read.value.event) !== null;
});

describe('documents through the capture interface', () => {
  let world: TradeWorld;
  let sender: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    sender = await world.manufacturer('0614141000012', '0614141');
  });
  afterAll(() => world.test.close());
  const send = (text: string, type = 'application/json') => world.capture(sender, text, { 'content-type': type });

  it('are enough of each', () => {
    expect([KEPT.length >= 40, BROKEN.length + BROKEN_XML.length >= 60]).toEqual([true, true]);
  });

  it.each(KEPT)('with %s are taken, in JSON and in XML', async (_, type, change) => {
    const event = changed(type, change);
    const json = await send(documentOf(event));
    expect(json).toMatchObject({ state: 'done', success: true, eventCount: 1, errors: [] });
    const read = readJsonEvent(event);
    if (!read.ok) throw new Error('the event cannot be read');
    const written = writeEvent(moved(read.value.event), { version: '2.0' });
    if (!written.ok) throw new Error('the event cannot be written');
    expect(await send(xmlDocument(toXml(written.value)), 'application/xml')).toMatchObject({ state: 'done', success: true, eventCount: 1, errors: [] });
  });

  it.each(BROKEN)('that break %s at %s (%s %j) are refused, with the event, the path and the line', async (rule, path, type, change) => {
    const text = documentOf(SOUND.AggregationEvent, changed(type, change));
    const job = await send(text);
    expect(job).toMatchObject({ state: 'refused', success: false });
    const found = job.errors.find(({ title }) => title === rule);
    expect(found, JSON.stringify(job.errors)).toMatchObject({ eventIndex: 1 });
    expect(found?.path).toMatch(path === '/@context' ? /eventList\/1\/@context\/1$/ : new RegExp(`^${EVENTS}/1${path}$`));
    expect(found?.line).toBe(lineIn(text, found?.path ?? ''));
  });

  it.each(BROKEN_XML)('of XML that break %s at %s, line %i (%s) are refused likewise', async (rule, path, line, from, to) => {
    const broken = OBSERVED.replaceAll(from, to);
    expect(broken).not.toBe(OBSERVED);
    const job = await send(xmlDocument(OBSERVED.replaceAll('X1', 'X0'), broken), 'application/xml');
    expect(job).toMatchObject({ state: 'refused', success: false });
    const name = rule === 'EVENT_TYPE_UNSUPPORTED' ? 'QuantityEvent[1]' : 'ObjectEvent[2]';
    expect(job.errors.find(({ title }) => title === rule), JSON.stringify(job.errors)).toMatchObject({ eventIndex: 1, path: `/epcis:EPCISDocument/EPCISBody/EventList/${name}${path}`, line: HEAD.split('\n').length + OBSERVED.split('\n').length - 1 + line - 1 });
  });

  it.each([
    ['of another type', jsonDocument([someEvent(1)], { type: 'EPCISQueryDocument' }), 'NOT_EPCIS', '/type'],
    ['that are no object', '[]', 'NOT_EPCIS', '/type'],
    ['without events', jsonDocument([]), 'NO_EVENTS', '/'],
    ['with a context that is none', jsonDocument([someEvent(1)], { '@context': [5] }), 'JSON_TYPE', '/@context/0'],
  ])('%s are refused', async (_, text, rule, path) => {
    const job = await send(text);
    expect(job).toMatchObject({ state: 'refused', success: false });
    expect(job.errors.find(({ title }) => title === rule), JSON.stringify(job.errors)).toMatchObject({ eventIndex: null, path });
  });

  it.each([
    ['of an older form', jsonDocument([someEvent(101)], { schemaVersion: '1.2' }), 'SCHEMA_VERSION'],
    ['that count what they do not list', jsonDocument([someEvent(100, { quantityList: [{ epcClass: 'https://id.gs1.org/01/00614141123452', quantity: 7 }] })]), 'AGGREGATION_QUANTITY_MISMATCH'],
    ['of a handoff in another shape', jsonDocument([someEvent(105, { bizStep: 'commissioning', disposition: 'active' })]), 'EVENT_SHAPE'],
    ['of a handoff without instances', jsonDocument([someEvent(110, { bizStep: 'shipping', epcList: undefined, quantityList: [{ epcClass: 'https://id.gs1.org/01/00614141123452', quantity: 7 }] })]), 'NO_INSTANCES'],
    ['of more than a year ago', jsonDocument([someEvent(115, { eventTime: '2024-05-04T00:00:00Z' })]), 'STALE_EVENT'],
  ])('%s are taken and told of', async (_, text, rule) => {
    const job = await send(text);
    expect(job).toMatchObject({ state: 'done', success: true });
    expect(job.warnings.map(({ type }) => type)).toEqual([rule]);
  });
});

describe('one event by itself', () => {
  let world: TradeWorld;
  let sender: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    sender = await world.manufacturer('0614141000012', '0614141');
  });
  afterAll(() => world.test.close());
  const post = (payload: string, type = 'application/json') =>
    world.test.app.inject({ method: 'POST', url: '/epcis/v2/events', headers: { 'content-type': type, authorization: `Bearer ${sender.token}` }, payload });

  it('is recorded and found under its id, once', async () => {
    const event = JSON.stringify({ ...SOUND.ObjectEvent, eventID: 'urn:uuid:1d9ba0a2-6d2a-4a2d-8f4c-6f1f0a0f3b11' });
    const first = await post(event);
    expect([first.statusCode, first.headers['location']]).toEqual([201, `/epcis/v2/events/${encodeURIComponent('urn:uuid:1d9ba0a2-6d2a-4a2d-8f4c-6f1f0a0f3b11')}`]);
    for (const again of [event, JSON.stringify(SOUND.ObjectEvent)]) {
      const second = await post(again);
      expect([second.statusCode, second.json()]).toEqual([409, expect.objectContaining({ type: 'epcisException:ResourceAlreadyExistsException' })]);
    }
    const declared = await post(JSON.stringify({ ...SOUND.ObjectEvent, errorDeclaration: { declarationTime: '2026-01-02T00:00:00Z' } }));
    expect(declared.statusCode).toBe(201);
    expect((await post(OBSERVED, 'application/xml')).statusCode).toBe(201);
  });

  it('is refused with what is wrong', async () => {
    const answer = await post(JSON.stringify({ ...SOUND.ObjectEvent, action: 'LOOK' }));
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ type: 'epcisException:ValidationException', rule: 'ACTION', path: '/action', errors: [{ rule: 'ACTION' }] });
    expect((await post('{"a":1,"a":2}')).json()).toMatchObject({ rule: 'JSON_DUPLICATE_MEMBER', path: '/a', line: 1 });
  });
});

describe('the capture interface', () => {
  let world: TradeWorld;
  let sender: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    sender = await world.manufacturer('0614141000012', '0614141');
  });
  afterAll(() => world.test.close());

  it('announces its limits', async () => {
    const answer = await world.test.app.inject({ method: 'OPTIONS', url: '/epcis/v2/capture', headers: { authorization: `Bearer ${sender.token}` } });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({ allow: 'OPTIONS, GET, POST', 'gs1-epcis-capture-limit': '2000000', 'gs1-epcis-capture-file-size-limit': String(2 * 1024 ** 3), 'gs1-capture-error-behaviour': 'all' });
  });

  it('lists the jobs, newest first, a page at a time', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await world.capture(sender, jsonDocument([someEvent(n)]), { 'content-type': 'application/json' })).captureID);
    const seen: string[] = [];
    let url: string | undefined = '/epcis/v2/capture?perPage=2';
    while (url) {
      const page = await world.get(sender, url);
      seen.push(...page.json<{ captureID: string }[]>().map(({ captureID }) => captureID));
      url = /<([^>]+)>/.exec(String(page.headers['link'] ?? ''))?.[1];
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(new Set(seen).size).toBe(5);
    for (const wrong of ['perPage=0', 'perPage=x', 'nextPageToken=abc']) expect((await world.get(sender, `/epcis/v2/capture?${wrong}`)).statusCode).toBe(400);
  });
});

/** The same event a day later, which is another one. */
const moved = (event: EpcisEvent): EpcisEvent => ({ ...event, eventTime: '2026-01-02T00:00:00Z' });
