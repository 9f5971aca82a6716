import { commandIdAt } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { Projector } from '../../projection/projector.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Job, type Trader, TradeWorld } from '../testing/trade.ts';
import { checkGoods } from './check-goods.ts';
import { CaptureReader } from './read-capture.ts';

const RECEIVE = 'mutation ($input: ReceiveInput!) { receive(input: $input) { __typename ... on Refusal { code message } } }';
const SHIP = 'mutation ($input: ShipInput!) { ship(input: $input) { __typename ... on Refusal { code message } ... on Receipt { made } } }';

describe('a file captured by its buyer, whose seller is not here', () => {
  let world: TradeWorld;
  let buyer: Trader;
  let job: Job;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    job = await world.capture(buyer, GOLDEN);
  });
  afterAll(() => world.test.close());

  it('is attested: the goods are under way to it, on a shipment stated by the seller\'s documents', async () => {
    expect(job.errors).toEqual([]);
    expect(job).toMatchObject({ state: 'done', success: true, eventCount: 8, commandCount: 2, done: 2, drafts: 1, alreadyRecorded: false });
    const database = world.test.app.get(Database);
    expect(await database.query('select from_party, to_party, state, open from readmodel.shipment where id = any ($1)', [job.shipmentIds])).toEqual([{ from_party: 'stated', to_party: buyer.id, state: 'open', open: 1 }]);
    const steps = await database.query<{ biz_step: string }>('select biz_step from record.document order by command_id, position');
    expect(steps.map(({ biz_step }) => biz_step).slice(-2)).toEqual(['shipping', 'transaction_statement']);
  });

  it('is told to the buyer as the seller stated it', async () => {
    const answer = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.json`);
    expect(answer.json()).toMatchObject({
      transactionInformation: [{ containerCount: 12, seller: { name: 'Golden Pharma', gln: GOLDEN_SELLER.gln, address: { street: '1 Assay Road, Suite A', city: 'Dover' } } }],
    });
  });

  it('changes nothing when it is sent again', async () => {
    const before = await world.amounts();
    expect(await world.capture(buyer, GOLDEN)).toMatchObject({ alreadyRecorded: true, shipmentIds: job.shipmentIds });
    // Also under another transmission: the goods are recorded.
    expect(await world.capture(buyer, GOLDEN.replace('GOLDEN-0001', 'GOLDEN-0009'))).toMatchObject({ alreadyRecorded: true, shipmentIds: job.shipmentIds, errors: [] });
    expect(await world.amounts()).toEqual(before);
  });

  it('is received like any other shipment, and sold on with a statement of its own', async () => {
    const pharmacy = await world.wholesaler('0614141999996', '0614141');
    const received = await world.test.ask(RECEIVE, { input: { commandId: commandIdAt(GOLDEN_NOW), shipmentId: job.shipmentIds[0] } }, { token: buyer.token });
    expect(received.data).toEqual({ receive: { __typename: 'Receipt' } });
    const shipped = await world.test.ask(SHIP, { input: { commandId: commandIdAt(GOLDEN_NOW), toGln: pharmacy.gln, units: ['(00)103614140000000015'] } }, { token: buyer.token });
    expect(shipped.data).toMatchObject({ ship: { __typename: 'Receipt' } });
    await world.test.app.get(Projector).catchUp();
    const { made } = (shipped.data as { ship: { made: string } }).ship;
    const file = await world.get(pharmacy, `/shipments/${made}/statement.xml`);
    expect(file.statusCode).toBe(200);
    // The seller's prefix is registered nowhere here: its length is known from the file that brought the goods.
    expect(file.body).toContain('urn:epc:id:sgtin:0361414.056789.PK0001');
    expect(file.body).toContain('owning_party">urn:epc:id:sgln:0614141.00017.0');
  });

  it('is stated as it was repacked: the tote, the packages in it, and nothing of what stayed', async () => {
    const fresh = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    const [wholesaler, pharmacy] = [await fresh.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix), await fresh.wholesaler('0614141999996', '0614141')];
    const { shipmentIds } = await fresh.capture(wholesaler, GOLDEN);
    const made = async (mutation: string, type: string, input: object): Promise<string> => {
      const { data } = await fresh.test.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ... on Receipt { made } ... on Refusal { message } } }`, { input: { commandId: commandIdAt(GOLDEN_NOW), ...input } }, { token: wholesaler.token });
      const answer = (data as Record<string, { made?: string; message?: string }>)[mutation];
      if (answer?.message) throw new Error(answer.message);
      return answer?.made ?? '';
    };
    await made('receive', 'ReceiveInput', { shipmentId: shipmentIds[0] });
    const tote = await made('pack', 'PackInput', { units: ['(01)00361414567894(21)PK0001', '(01)00361414567894(21)PK0006'] });
    await made('unpack', 'UnitsInput', { units: ['(01)50361414567899(21)CS03', '(01)00361414567894(21)PK0012'] });
    const shipment = await made('ship', 'ShipInput', { toGln: pharmacy.gln, units: [`(00)${tote}`, '(01)50361414567899(21)CS03'] });
    await fresh.test.app.get(Projector).catchUp();
    const answer = await fresh.get(pharmacy, `/shipments/${shipment}/statement.xml`);
    const reader = new CaptureReader();
    reader.write(new TextEncoder().encode(answer.body));
    const file = reader.end();
    if ('rule' in file) throw new Error(file.message);
    const goods = checkGoods(file.events, file.findings);
    expect(file.findings.list()).toEqual([]);
    const named = [...goods.commissioned.keys()].map(readable).sort();
    expect(named).toEqual(['(00)' + tote, ...['0001', '0006', '0009', '0010', '0011'].map((n) => `(01)00361414567894(21)PK${n}`), '(01)50361414567899(21)CS03']);
    expect(goods.packed.size).toBe(5);
    const told = await fresh.get(pharmacy, `/shipments/${shipment}/statement.json`);
    expect(told.json()).toMatchObject({ transactionInformation: [{ containerCount: 5, lot: 'GOLD1' }] });
    // The same goods are recorded here by their seller: the file tells the pharmacy's node nothing new.
    expect(await fresh.capture(pharmacy, answer.body)).toMatchObject({ alreadyRecorded: true, shipmentIds: [shipment], errors: [] });
    await fresh.test.close();
  });

  it('answers 409 when the length of a company prefix is not known', async () => {
    await world.test.app.get(Database).query('update record.document set event = event - \'companyPrefixes\' where biz_step = \'transaction_statement\'');
    const answer = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.xml`);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('prefix') as string });
  });

  it('is refused from one who neither sells nor buys', async () => {
    const stranger = await world.wholesaler('0614141888887', '0614141');
    const before = await world.amounts();
    expect(await world.capture(stranger, GOLDEN)).toMatchObject({ state: 'refused', errors: [{ title: 'SENDER_NOT_OWNER', eventIndex: 7 }] });
    expect(await world.amounts()).toEqual(before);
  });
});

describe('goods commissioned by one file and shipped by another', () => {
  let world: TradeWorld;
  let seller: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix);
    await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
  });
  afterAll(() => world.test.close());

  it('are recorded in two files', async () => {
    const shipping = / {6}<ObjectEvent>(?:(?!<ObjectEvent>).)*bizstep:shipping.*?<\/ObjectEvent>\n/s.exec(GOLDEN)?.[0] ?? '';
    const made = await world.capture(seller, GOLDEN.replace(shipping, ''));
    expect(made.errors).toEqual([]);
    expect(made).toMatchObject({ state: 'done', eventCount: 7, commandCount: 2, shipmentIds: [] });
    const onlyShipping = GOLDEN.replace(/<EventList>.*<\/EventList>/s, () => `<EventList>\n${shipping}</EventList>`).replace('GOLDEN-0001', 'GOLDEN-0002');
    const shipped = await world.capture(seller, onlyShipping);
    expect(shipped.errors).toEqual([]);
    expect(shipped).toMatchObject({ state: 'done', eventCount: 1, commandCount: 1, done: 1, drafts: 0 });
    expect(shipped.shipmentIds).toHaveLength(1);
  });
});
