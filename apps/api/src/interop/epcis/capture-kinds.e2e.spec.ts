import { hash, randomUUID } from 'node:crypto';
import { eventHashId, preHash } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { eventsOf, jsonDocument, someEvent, spellingsOf } from '../testing/spellings.ts';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Job, type Trader, TradeWorld } from '../testing/trade.ts';

const JSON_TYPE = { 'content-type': 'application/ld+json' };
type FullJob = Job & { kept: { reason: string; message: string; count: number }[]; duplicates: number; running: boolean; captureErrorBehaviour: string };

describe.each(['xml', 'xml2', 'json'] as const)('a sale told in %s', (spelling) => {
  let world: TradeWorld;
  let seller: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix, GOLDEN_SELLER.dc);
    await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
  });
  afterAll(() => world.test.close());

  it('becomes the same three commands, its events the same documents', async () => {
    const job = await world.capture(seller, spellingsOf(GOLDEN)[spelling], spelling === 'json' ? JSON_TYPE : {});
    expect(job).toMatchObject({ state: 'done', success: true, eventCount: 8, commandCount: 3, done: 3, drafts: 1, errors: [], warnings: [], kept: [] });
    const hashes = await world.test.app.get(Database).query<{ hash_id: string }>('select hash_id from record.event order by hash_id');
    expect(hashes.map(({ hash_id }) => hash_id)).toEqual(eventsOf(GOLDEN).map((event) => eventHashId(hash('sha256', preHash(event, 'cbv')))).sort());
  });
});

describe('events that are no handoffs', () => {
  let world: TradeWorld;
  let seller: Trader;
  let buyer: Trader;
  const database = () => world.test.app.get(Database);
  const released = () => database().query<{ event_id: string; kept_as: string }>('select event_id, kept_as from record.event join record.event_release using (source_id) where kept_as is not null order by seq');
  const send = (text: string, headers: Record<string, string> = {}, as = seller) => world.capture(as, text, { ...JSON_TYPE, ...headers }) as Promise<FullJob>;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix, GOLDEN_SELLER.dc);
    buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
  });
  afterAll(() => world.test.close());

  it('are kept, each with the reason, without a header', async () => {
    const job = await send(jsonDocument([0, 1, 2, 3, 4].map((n) => someEvent(n))));
    expect(job).toMatchObject({ state: 'done', success: true, running: false, eventCount: 5, commandCount: 0, errors: [], warnings: [] });
    expect(job.kept.map(({ count, reason }) => [reason, count])).toEqual([
      ['OTHER_STEP', 2],
      ['OTHER_TYPE', 3],
    ]);
    expect(job.kept[0]?.message).toMatch(/\.$/);
    expect((await released()).map(({ kept_as }) => kept_as)).toEqual(['OTHER_STEP', 'OTHER_STEP', 'OTHER_TYPE', 'OTHER_TYPE', 'OTHER_TYPE']);
  });

  it('stand beside handoffs in one file, with which a receipt is none', async () => {
    const job = (await world.capture(seller, GOLDEN.replace('bizstep:shipping', 'bizstep:receiving'))) as FullJob;
    expect(job).toMatchObject({ state: 'done', success: true, commandCount: 2, kept: [{ reason: 'OTHER_STEP', count: 1 }] });
  });

  it('are kept once: what is here already is told, in a file', async () => {
    const before = await released();
    const job = await send(jsonDocument([someEvent(0), someEvent(20), someEvent(20)]));
    expect(job).toMatchObject({ state: 'done', success: true, duplicates: 2, kept: [{ count: 1 }] });
    expect(job.warnings.map(({ eventIndex, type }) => [type, eventIndex])).toEqual([
      ['DUPLICATE_EVENT', 0],
      ['DUPLICATE_EVENT', 2],
    ]);
    expect(await released()).toHaveLength(before.length + 1);
    // What another organisation keeps is its own.
    expect(await send(jsonDocument([someEvent(0)]), {}, buyer)).toMatchObject({ duplicates: 0 });
  });

  const broken = someEvent(30, { eventTimeZoneOffset: 'noon' });
  const future = someEvent(31, { eventTime: '2026-05-06T12:00:00Z' });

  it('are all taken back where one of them is wrong and the sender rolls back', async () => {
    const before = await released();
    const job = await send(jsonDocument([someEvent(32), broken, someEvent(33), future]));
    expect(job).toMatchObject({ state: 'refused', success: false, captureErrorBehaviour: 'rollback', kept: [] });
    expect(job.errors.map(({ eventIndex, path, title }) => [title, eventIndex, path])).toEqual([
      ['TIME_ZONE_OFFSET', 1, '/epcisBody/eventList/1/eventTimeZoneOffset'],
      ['FUTURE_EVENT_TIME', 3, '/epcisBody/eventList/3/eventTime'],
    ]);
    expect(await released()).toEqual(before);
    expect(await database().query('select 1 from record.event e where not exists (select from record.event_release r where r.source_id = e.source_id)')).toEqual([]);
  });

  it('are kept but for what is wrong where the sender goes on', async () => {
    const before = await released();
    const job = await send(jsonDocument([someEvent(32), broken, someEvent(33), future]), { 'gs1-capture-error-behaviour': 'proceed' });
    expect(job).toMatchObject({ state: 'done', success: false, captureErrorBehaviour: 'proceed', kept: [{ count: 2 }] });
    expect(job.errors).toHaveLength(2);
    expect(await released()).toHaveLength(before.length + 2);
  });

  it('say where they stand: line, value and rule', async () => {
    const text = jsonDocument([someEvent(40), someEvent(41, { eventTimeZoneOffset: 'late' })]);
    const { errors } = await send(text);
    const [error] = errors as unknown as { line: number }[];
    expect(error).toMatchObject({ type: 'epcisException:ValidationException', status: 400, title: 'TIME_ZONE_OFFSET', rule: 'TIME_ZONE_OFFSET', value: 'late', eventIndex: 1 });
    expect(text.split('\n')[(error?.line ?? 0) - 1]).toContain('late');
  });

  it('may declare others to be wrong: these are marked, and a handoff is left as it is with what corrects it', async () => {
    const wrong = someEvent(50, { eventID: `urn:uuid:${randomUUID()}` });
    await send(jsonDocument([wrong]));
    const errorDeclaration = { declarationTime: '2026-05-05T11:00:00Z', reason: 'did_not_occur' };
    const commissioned = await database().query<{ hash_id: string; event_id: string }>("select event_id from record.event where doc_hash is not null and biz_step = 'commissioning' limit 1");
    const nobody = `urn:uuid:${randomUUID()}`;
    const job = await send(jsonDocument([{ ...wrong, errorDeclaration }, someEvent(51, { eventID: nobody, errorDeclaration }), someEvent(52, { eventID: commissioned[0]?.event_id, errorDeclaration })]));
    expect(job).toMatchObject({ success: true, kept: [{ reason: 'ERROR_DECLARED', count: 3 }] });
    expect(job.warnings.map(({ eventIndex, type }) => [type, eventIndex])).toEqual([
      ['DECLARED_IN_ERROR', 0],
      ['ERROR_UNKNOWN_EVENT', 1],
      ['ERROR_IN_HANDOFF', 2],
    ]);
    expect(job.warnings[2]?.detail).toContain('(decommission)');
    const marked = await database().query<{ event_id: string }>('select e.event_id from record.event_in_error i join record.event e on e.seq = i.seq order by e.seq');
    expect(marked.map(({ event_id }) => event_id).sort()).toEqual([commissioned[0]?.event_id, wrong['eventID']].sort());
  });

  it('of an unpacking that nobody packed are told, and of one that was packed are not', async () => {
    const unpack = (parentID: string, n: number) => someEvent(n, { type: 'AggregationEvent', action: 'DELETE', bizStep: 'unpacking', parentID, childEPCs: [], epcList: undefined, bizTransactionList: undefined, readPoint: undefined });
    const job = await send(jsonDocument([unpack('urn:epc:id:sscc:0614141.9999999999', 60), unpack('urn:epc:id:sgtin:0361414.556789.CS01', 65)]));
    expect(job.warnings.map(({ eventIndex, type }) => [type, eventIndex])).toEqual([['AGGREGATION_DELETE_WITHOUT_ADD', 0]]);
  });

  it('come with a context behind them, too, and no context is fetched', async () => {
    const { '@context': context, ...rest } = JSON.parse(jsonDocument([someEvent(70, { 'ex:colour': 'red' })])) as Record<string, unknown>;
    expect(await send(JSON.stringify({ ...rest, '@context': context }))).toMatchObject({ success: true, errors: [], kept: [{ count: 1 }] });
    const foreign = await send(jsonDocument([someEvent(71)], { '@context': [(context as string[])[0], 'http://127.0.0.1:9/context.jsonld'] }));
    expect(foreign).toMatchObject({ success: true, warnings: [{ type: 'CONTEXT_UNKNOWN' }] });
  });
});

describe('a sale with something wrong in it', () => {
  let world: TradeWorld;
  let seller: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix, GOLDEN_SELLER.dc);
    await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
  });
  afterAll(() => world.test.close());
  const PROCEED = { 'gs1-capture-error-behaviour': 'proceed' };

  it('is recorded as far as it is right where the sender goes on: what rests on the wrong event is left out with it', async () => {
    // The third case is packed and never commissioned.
    const job = await world.capture(seller, GOLDEN.replace('<epc>urn:epc:id:sgtin:0361414.556789.CS03</epc>', ''), PROCEED);
    expect(job).toMatchObject({ state: 'done', success: false });
    expect(new Set(job.errors.map(({ eventIndex }) => eventIndex))).toEqual(new Set([4, 6, 7]));
    const units = await world.test.app.get(Database).query<{ kind: string; n: number }>('select kind, count(*)::int as n from record.unit group by kind order by kind');
    expect(units).toEqual([
      { kind: 'case', n: 2 },
      { kind: 'logistic', n: 1 },
      { kind: 'package', n: 12 },
    ]);
  });

  it('is refused whole for what is wrong with the document, which no event can be left out for', async () => {
    const before = await world.amounts();
    const job = await world.capture(seller, GOLDEN.replaceAll('GOLDEN-0001', 'GOLDEN-0009').replace(/<gs1ushc:dscsaTransactionStatement>.*<\/gs1ushc:dscsaTransactionStatement>/s, ''), PROCEED);
    expect(job).toMatchObject({ success: false });
    expect(await world.amounts()).toEqual(before);
  });
});
