import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { RequestMethod } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../../../testing/trade.ts';
import { CaptureController } from '../capture.controller.ts';
import { CaptureEventController } from '../capture-event.controller.ts';
import { QUERY_CONTROLLERS } from './query-parts.ts';
import { openApi, ROADS } from './open-api.ts';

const schemaFile = fileURLToPath(new URL('../../../../../../../shared/fixtures/epcis-2.0/EPCIS-JSON-Schema.json', import.meta.url));

interface Found {
  readonly epcisBody: { readonly queryResults: { readonly queryName: string; readonly resultsBody: { readonly eventList: readonly FoundEvent[] } } };
}
interface FoundEvent {
  readonly type: string;
  readonly eventID: string;
  readonly bizStep: string;
  readonly epcList: readonly string[];
  readonly bizTransactionList?: readonly object[];
}

describe('the query interface of EPCIS 2.0', () => {
  let trade: Trade;
  let packages: string[];

  beforeAll(async () => {
    trade = await Trade.start();
    ({ packages } = await trade.commission(await trade.lot('Q1'), ['Q1', 'Q2', 'Q3', 'Q4']));
    await trade.handOver(trade.maker, trade.wholesaler, packages.slice(0, 3));
    await trade.handOver(trade.wholesaler, trade.pharmacy, packages.slice(0, 1));
  });
  afterAll(() => trade.test.close());

  const link = (serial: string): string => `https://id.gs1.org/01/${trade.gtin}/21/${serial}`;
  const ask = async (who: Trader | null, path: string, { body, headers = {}, method = 'GET' }: { method?: 'GET' | 'POST' | 'DELETE' | 'OPTIONS'; headers?: Record<string, string>; body?: object } = {}) =>
    trade.test.app.inject({ method, url: `/epcis/v2${path}`, headers: { ...(who ? { authorization: `Bearer ${who.token}` } : {}), ...headers }, ...(body ? { payload: body } : {}) });
  const events = async (who: Trader, path: string, headers: Record<string, string> = {}): Promise<readonly FoundEvent[]> => {
    const response = await ask(who, path, { headers });
    expect(response.statusCode, response.body).toBe(200);
    return response.json<Found>().epcisBody.queryResults.resultsBody.eventList;
  };
  const steps = async (who: Trader, path: string): Promise<string[]> => (await events(who, path)).map(({ bizStep }) => bizStep);
  const problem = async (who: Trader | null, path: string, more: Parameters<typeof ask>[2] = {}): Promise<{ type: string; status: number; detail: string }> => {
    const response = await ask(who, path, more);
    expect(response.headers['content-type']).toContain('application/problem+json');
    return response.json();
  };

  describe('who sees what', () => {
    it('shows an organisation what its own node recorded, and nobody else’s events', async () => {
      expect(await steps(trade.maker, '/events')).toEqual(['commissioning', 'shipping']);
      expect(await steps(trade.wholesaler, '/events')).toEqual(['receiving', 'shipping']);
      expect(await steps(trade.pharmacy, '/events')).toEqual(['receiving']);
      expect(await steps(trade.otherPharmacy, '/events')).toEqual([]);
    });

    it('shows a holder that package’s lines upstream of its own holding, and cuts everything else out of them', async () => {
      const found = await events(trade.pharmacy, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}&orderBy=eventTime`);
      expect(found.map(({ bizStep }) => bizStep).sort()).toEqual(['commissioning', 'receiving', 'receiving', 'shipping', 'shipping']);
      for (const { bizTransactionList, epcList } of found.filter(({ bizStep }) => bizStep !== 'receiving')) {
        expect(epcList).toEqual([link('Q1')]);
        expect(bizTransactionList).toBeUndefined();
      }
      expect(JSON.stringify(found)).not.toContain(link('Q2'));
    });

    it('shows who handed a package on nothing of what came after', async () => {
      expect(await steps(trade.maker, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}`)).toEqual(['commissioning', 'shipping']);
      expect((await steps(trade.wholesaler, `/epcs/${encodeURIComponent(link('Q1'))}/events`)).sort()).toEqual(['commissioning', 'receiving', 'shipping', 'shipping']);
    });

    it('shows nothing of a package that one never held, also beside one that one did', async () => {
      expect(await steps(trade.pharmacy, `/events?MATCH_epc=${encodeURIComponent(link('Q2'))}`)).toEqual([]);
      expect(await steps(trade.otherPharmacy, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}`)).toEqual([]);
      expect(await steps(trade.pharmacy, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}&MATCH_anyEPC=${encodeURIComponent(link('Q2'))}`)).toEqual([]);
    });

    it('does not let what is cut out be found by asking for it', async () => {
      const asked = `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}`;
      expect(await steps(trade.pharmacy, `${asked}&EXISTS_packtrail:purpose=false`)).toEqual(['receiving']);
      expect(await steps(trade.pharmacy, `${asked}&MATCH_epc=${encodeURIComponent(link('Q2'))}`)).toHaveLength(5);
    });

    it('shows a regulator all of it with a reason, which the owners see, and nothing without', async () => {
      expect(await problem(trade.regulator, '/events')).toMatchObject({ type: 'epcisException:SecurityException', status: 403 });
      expect(await problem(trade.regulator, '/epcs')).toMatchObject({ status: 403 });
      expect(await events(trade.regulator, '/events', { 'packtrail-reason': 'Inspection 12' })).toHaveLength(5);
      const { accessLog } = await trade.get<{ accessLog: { reader: string; purpose: string; subject: string }[] }>(trade.maker, '{ accessLog(first: 5) { reader purpose subject } }');
      expect(accessLog[0]).toEqual({ reader: 'Medicines Authority', purpose: 'EPCIS query: Inspection 12', subject: '[]' });
    });

    it('tells the owner of a line that a holder read it', async () => {
      await events(trade.pharmacy, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}`);
      const { accessLog } = await trade.get<{ accessLog: { reader: string; purpose: string }[] }>(trade.maker, '{ accessLog(first: 1) { reader purpose } }');
      expect(accessLog).toEqual([{ reader: 'Northside Pharmacy', purpose: 'EPCIS query: units held' }]);
    });

    it('asks for a session', async () => {
      expect(await problem(null, '/events')).toMatchObject({ type: 'epcisException:SecurityException', status: 401 });
    });
  });

  describe('pages', () => {
    const next = (response: Awaited<ReturnType<typeof ask>>): string => /<\/epcis\/v2([^>]+)>; rel="next"/.exec(String(response.headers['link'] ?? ''))?.[1] ?? '';

    it('lead from one to the next until there is none', async () => {
      const first = await ask(trade.maker, '/events?perPage=1');
      expect(first.headers['gs1-next-page-token-expires']).toBe(new Date(trade.now + 3_600_000).toISOString());
      const second = await ask(trade.maker, next(first));
      expect([first, second].map((response) => response.json<Found>().epcisBody.queryResults.resultsBody.eventList.map(({ bizStep }) => bizStep))).toEqual([['commissioning'], ['shipping']]);
      expect(second.headers['link']).toBeUndefined();
    });

    it('belong to who asked and to what was asked', async () => {
      const path = next(await ask(trade.maker, '/events?perPage=1'));
      expect(await problem(trade.wholesaler, path)).toMatchObject({ type: 'epcisException:QueryParameterException', detail: expect.stringContaining('nextPageToken') as string });
      expect(await problem(trade.maker, `${path}&EQ_action=ADD`)).toMatchObject({ status: 400 });
    });

    it('are over after an hour, and when they are taken back', async () => {
      const path = next(await ask(trade.maker, '/events?perPage=1'));
      const token = /nextPageToken=([^&]+)/.exec(path)?.[1];
      expect((await ask(trade.wholesaler, `/nextPageToken/${token}`, { method: 'DELETE' })).statusCode).toBe(404);
      expect((await ask(trade.maker, `/nextPageToken/${token}`, { method: 'DELETE' })).statusCode).toBe(204);
      expect(await problem(trade.maker, path)).toMatchObject({ status: 400 });
      const late = next(await ask(trade.maker, '/events?perPage=1'));
      trade.now += 3_600_001;
      expect(await problem(trade.maker, late)).toMatchObject({ status: 400 });
    });

    it('stop at eventCountLimit', async () => {
      const first = await ask(trade.maker, '/events?perPage=1&orderBy=eventTime&orderDirection=ASC&eventCountLimit=1');
      expect(first.headers['link']).toBeUndefined();
    });
  });

  describe('refusals name the parameter', () => {
    it.each([
      ['EQ_nothing=1', 'EQ_nothing'],
      ['GE_eventTime=yesterday', 'GE_eventTime'],
      ['GE_eventTime=2026-01-01T00:00:00Z&GE_eventTime=2026-01-02T00:00:00Z', 'GE_eventTime'],
      ['EQ_bizStep=flying', 'EQ_bizStep'],
      ['EQ_action=MOVE', 'EQ_action'],
      ['eventType=SpaceEvent', 'eventType'],
      ['MATCH_epc=urn:epc:id:sgtin:0614141.107346', 'MATCH_epc'],
      ['MATCH_epc=7', 'MATCH_epc'],
      ['EQ_readPoint=0614141000013', 'EQ_readPoint'],
      ['GT_quantity=many', 'GT_quantity'],
      ['EXISTS_errorDeclaration=maybe', 'EXISTS_errorDeclaration'],
      ['EQ_ILMD_nobody:field=1', 'EQ_ILMD_nobody:field'],
      ['eventCountLimit=3', 'eventCountLimit'],
      ['eventCountLimit=3&maxEventCount=3&orderBy=eventTime', 'eventCountLimit'],
      ['orderBy=eventTime&orderDirection=UP', 'orderDirection'],
      ['perPage=0', 'perPage'],
      ['perPage=1001', 'perPage'],
      ['GE_eventTime=%E0%A4', '%E0%A4'],
    ])('%s', async (query, named) => {
      const { detail, status, type } = await problem(trade.maker, `/events?${query}`);
      expect({ status, type }).toEqual({ status: 400, type: 'epcisException:QueryParameterException' });
      expect(detail).toContain(named);
    });

    it('more than maxEventCount is too large', async () => {
      expect(await problem(trade.maker, '/events?maxEventCount=1')).toMatchObject({ status: 413, type: 'epcisException:QueryTooLargeException' });
    });

    it('an address that is too long', async () => {
      expect(await problem(trade.maker, `/events?EQ_eventID=${'x'.repeat(8_001)}`)).toMatchObject({ status: 414, type: 'epcisException:URITooLongException' });
    });

    it('what is not there', async () => {
      expect(await problem(trade.maker, '/events/urn:uuid:none')).toMatchObject({ status: 404, type: 'epcisException:NoSuchResourceException' });
      expect(await problem(trade.maker, '/queries/none')).toMatchObject({ status: 404, type: 'epcisException:NoSuchNameException' });
      expect(await problem(trade.maker, '/bizLocations/0614141999996')).toMatchObject({ status: 404 });
    });
  });

  it('finds one event by its hash id, for its owner alone', async () => {
    const [own] = await events(trade.maker, '/events?EQ_bizStep=commissioning');
    const path = `/events/${encodeURIComponent(own?.eventID ?? '')}`;
    expect(own?.eventID).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    expect(await events(trade.maker, path)).toEqual([own]);
    expect(await problem(trade.otherPharmacy, path)).toMatchObject({ status: 404 });
  });

  it('takes values parted by | and repeated, in any spelling', async () => {
    const shipping = ['EQ_bizStep=shipping', 'EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping', 'EQ_bizStep=https://ref.gs1.org/cbv/BizStep-shipping', 'EQ_bizStep=receiving|shipping', 'EQ_bizStep=receiving%7Cshipping', 'EQ_bizStep=receiving&EQ_bizStep=shipping'];
    for (const query of shipping) expect(await steps(trade.maker, `/events?${query}`), query).toEqual(['shipping']);
  });

  it('lists what events are grouped by, and the events of each', async () => {
    const members = async (path: string): Promise<string[]> => (await ask(trade.maker, path)).json<{ member: string[] }>().member;
    expect(await members('')).toEqual(['capture', 'events', 'eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions', 'queries']);
    expect(await members('/eventTypes')).toEqual(['AggregationEvent', 'AssociationEvent', 'ObjectEvent', 'TransactionEvent', 'TransformationEvent']);
    expect(await members('/epcs')).toEqual(['Q1', 'Q2', 'Q3', 'Q4'].map(link));
    expect(await members('/bizSteps?perPage=1000')).toContain('shipping');
    const [place = ''] = await members('/readPoints');
    expect(await members(`/readPoints/${encodeURIComponent(place)}`)).toEqual(['events']);
    expect(await steps(trade.maker, `/readPoints/${encodeURIComponent(place)}/events`)).toEqual(['commissioning', 'shipping']);
    expect(await steps(trade.maker, '/eventTypes/ObjectEvent/events?EQ_action=ADD')).toEqual(['commissioning']);
    expect(await steps(trade.maker, '/bizSteps/shipping/events')).toEqual(['shipping']);
    expect(await steps(trade.maker, '/dispositions/in_transit/events')).toEqual(['shipping']);
    expect(await steps(trade.otherPharmacy, `/readPoints/${encodeURIComponent(place)}/events`)).toEqual([]);
  });

  it('keeps queries under a name, for their organisation alone', async () => {
    const query = { EQ_bizStep: ['shipping', 'receiving'], eventType: ['ObjectEvent'] };
    const made = await ask(trade.maker, '/queries', { method: 'POST', body: { name: 'moves', query } });
    expect([made.statusCode, made.headers['location'], made.json()]).toEqual([201, '/epcis/v2/queries/moves', { name: 'moves', query }]);
    expect(await problem(trade.maker, '/queries', { method: 'POST', body: { name: 'moves', query } })).toMatchObject({ status: 409, type: 'epcisException:ResourceAlreadyExistsException' });
    expect(await problem(trade.maker, '/queries', { method: 'POST', body: { name: 'bad', query: { EQ_bizStep: ['flying'] } } })).toMatchObject({ status: 400, detail: expect.stringContaining('EQ_bizStep') as string });
    expect(await problem(trade.maker, '/queries', { method: 'POST', body: { name: 'a/b', query } })).toMatchObject({ status: 400, type: 'epcisException:QueryValidationException' });
    expect((await ask(trade.maker, '/queries')).json()).toEqual([{ name: 'moves', query }]);
    expect((await ask(trade.maker, '/queries/moves')).json()).toEqual({ name: 'moves', query });
    expect(await steps(trade.maker, '/queries/moves/events')).toEqual(['shipping']);
    expect(await problem(trade.maker, '/queries/moves/events?EQ_action=ADD')).toMatchObject({ status: 400 });
    expect(await problem(trade.wholesaler, '/queries/moves/events')).toMatchObject({ status: 404 });
    expect((await ask(trade.wholesaler, '/queries')).json()).toEqual([]);
    expect((await ask(trade.maker, '/queries/moves', { method: 'DELETE' })).statusCode).toBe(204);
    expect(await problem(trade.maker, '/queries/moves', { method: 'DELETE' })).toMatchObject({ status: 404, type: 'epcisException:NoSuchNameException' });
  });

  describe('formats', () => {
    it(`answers JSON that the official schema accepts${existsSync(schemaFile) ? '' : ' (not checked: no schema)'}`, async () => {
      if (!existsSync(schemaFile)) return;
      const validate = new Ajv({ strict: false, formats: { uri: true, 'date-time': true } }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
      for (const who of [trade.maker, trade.pharmacy]) {
        const found = (await ask(who, `/events?MATCH_epc=${encodeURIComponent(link('Q1'))}`)).json<object>();
        expect(validate(found) ? [] : validate.errors).toEqual([]);
        expect(validate({ ...found, type: 'EPCISQueryDocuments' })).toBe(false);
      }
    });

    it('answers XML, EPC URNs and words as they are asked for, and refuses what it cannot give', async () => {
      const xml = await ask(trade.maker, '/events?EQ_bizStep=shipping', { headers: { accept: 'application/xml', 'gs1-epc-format': 'Always_EPC_URN', 'gs1-cbv-xml-format': 'Always_Web_URI' } });
      expect(xml.headers['content-type']).toContain('application/xml');
      expect(xml.headers['gs1-epc-format']).toBe('Always_EPC_URN');
      expect(xml.body).toContain('<epc>urn:epc:id:sgtin:030001.0012345.Q1</epc>');
      expect(xml.body).toContain('<bizStep>https://ref.gs1.org/cbv/BizStep-shipping</bizStep>');
      const urns = await ask(trade.maker, '/events', { headers: { accept: 'text/xml', 'gs1-cbv-xml-format': 'Always_URN' } });
      expect(urns.body).toContain(`<epc>${link('Q1')}</epc>`);
      expect(urns.body).toContain('<bizStep>urn:epcglobal:cbv:bizstep:shipping</bizStep>');
      expect((await ask(trade.maker, '/events', { headers: { accept: 'application/ld+json' } })).headers['content-type']).toContain('application/ld+json');
      const unable: Record<string, string>[] = [{ accept: 'text/csv' }, { 'gs1-epc-format': 'Never_Translates' }, { 'gs1-epc-format': 'Morse' }, { 'gs1-epcis-min': '2.1.0' }, { 'gs1-cbv-max': '1.2.2' }];
      for (const headers of unable) {
        expect(await problem(trade.maker, '/events', { headers }), JSON.stringify(headers)).toMatchObject({ status: 406, type: 'epcisException:NotAcceptableException' });
      }
    });
  });

  describe('discovery', () => {
    it('says its versions on every answer, also on a refusal', async () => {
      for (const response of [await ask(trade.maker, '/events'), await ask(null, '/events'), await ask(trade.maker, '/nowhere')]) {
        expect(response.headers).toMatchObject({ 'gs1-epcis-version': '2.0.0', 'gs1-epcis-min': '2.0.0', 'gs1-epcis-max': '2.0.0', 'gs1-cbv-version': '2.0.0', 'gs1-cbv-min': '2.0.0', 'gs1-cbv-max': '2.0.0', 'gs1-extensions': 'packtrail=urn:packtrail:epcis:1' });
      }
    });

    it.each([
      ['/events', 'OPTIONS, POST, GET'],
      ['/queries', 'OPTIONS, GET, POST'],
      ['/queries/moves', 'OPTIONS, GET, DELETE'],
      ['/bizSteps/shipping/events', 'OPTIONS, GET'],
      ['/nextPageToken/abc', 'OPTIONS, DELETE'],
    ])('says by OPTIONS what %s can do', async (path, allow) => {
      const response = await ask(null, path, { method: 'OPTIONS' });
      expect([response.statusCode, response.headers['allow'], response.headers['gs1-epc-format']]).toEqual([204, allow, 'Always_GS1_Digital_Link, Always_EPC_URN']);
    });

    it('serves an OpenAPI document of the roads that there are, all of them', async () => {
      const response = await ask(null, '/openapi.json');
      expect(response.json()).toEqual(JSON.parse(JSON.stringify(openApi())));
      const fastify = trade.test.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
      for (const { method, path } of ROADS) expect(fastify.hasRoute({ method: method.toUpperCase(), url: `/epcis/v2${path.replace(/\{(\w+)\}/g, ':$1')}`.replace(/\/$/, '') }), `${method} ${path}`).toBe(true);
      const controllers = [CaptureController, CaptureEventController, ...QUERY_CONTROLLERS];
      const there = controllers.flatMap((controller) => {
        const base = Reflect.getMetadata('path', controller) as string;
        const handlers = Object.getOwnPropertyNames(controller.prototype).map((name) => (controller.prototype as Record<string, object>)[name] as object);
        return handlers.flatMap((handler) => {
          const method = RequestMethod[Reflect.getMetadata('method', handler) as number];
          const path = `/${base}/${Reflect.getMetadata('path', handler) as string}`.replace(/\/+/g, '/').replace(/^\/epcis\/v2/, '');
          return method === undefined ? [] : [`${method.toLowerCase()} ${path.replace(/(.)\/$/, '$1').replace(/:(\w+)/g, '{$1}')}`];
        });
      });
      expect(there.sort()).toEqual(ROADS.map(({ method, path }) => `${method} ${path}`).sort());
    });
  });

  it('keeps two packages apart that came together again after one of them was handed on', async () => {
    const { packages: later } = await trade.commission(await trade.lot('Q2'), ['R1', 'R2']);
    const [one = '', two = ''] = later;
    await trade.handOver(trade.maker, trade.wholesaler, later);
    await trade.handOver(trade.wholesaler, trade.otherPharmacy, [one]);
    await trade.handOver(trade.otherPharmacy, trade.wholesaler, [one]);
    await trade.handOver(trade.wholesaler, trade.pharmacy, later);
    await trade.handOver(trade.pharmacy, trade.otherPharmacy, [two]);
    const [first, second] = [link('R1'), link('R2')].map(encodeURIComponent);
    // Commissioned, shipped and received together while both were on their way to it; what came after concerns the second alone.
    const listed = (found: readonly FoundEvent[]) => found.map(({ bizStep, epcList }) => `${bizStep} ${epcList.map((epc) => epc.slice(-2)).sort().join('+')}`).sort();
    expect(listed(await events(trade.otherPharmacy, `/events?MATCH_epc=${first}&MATCH_anyEPC=${second}`))).toEqual(['commissioning R1+R2', 'receiving R1+R2', 'shipping R1+R2']);
    expect(listed(await events(trade.otherPharmacy, `/events?MATCH_epc=${second}`))).toEqual(['commissioning R2', 'receiving R2', 'receiving R2', 'receiving R2', 'shipping R2', 'shipping R2', 'shipping R2']);
  });
});
