import { commandIdAt } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { Projector } from '../../projection/projector.ts';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Job, type Trader, TradeWorld } from '../testing/trade.ts';
import { CaptureReader, type CapturedFile } from './read-capture.ts';

const read = (text: string): CapturedFile => {
  const reader = new CaptureReader();
  reader.write(new TextEncoder().encode(text));
  const file = reader.end();
  if ('rule' in file) throw new Error(file.message);
  return file;
};
const links = (file: CapturedFile): string[] => file.events.flatMap(({ event }) => (event.type === 'ObjectEvent' ? event.epcList : [])).sort();

describe('a file captured by its seller', () => {
  let world: TradeWorld;
  let seller: Trader;
  let buyer: Trader;
  let job: Job;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix, GOLDEN_SELLER.dc);
    buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    job = await world.capture(seller, GOLDEN);
  });
  afterAll(() => world.test.close());

  it('becomes the registration of its lot, one commission and one shipment', async () => {
    expect(job.errors).toEqual([]);
    expect(job.warnings).toEqual([]);
    expect(job).toMatchObject({ state: 'done', success: true, eventCount: 8, commandCount: 3, done: 3, drafts: 1, alreadyRecorded: false });
    expect(job.shipmentIds).toHaveLength(1);
    const database = world.test.app.get(Database);
    const transactions = await database.query<{ type: string; documents: number; historical: boolean }>(
      'select type, cardinality(docs) as documents, historical from readmodel.transaction where by_party = $1 order by position',
      [seller.id],
    );
    expect(transactions).toEqual([
      { type: 'registerLot', documents: 0, historical: false },
      { type: 'commission', documents: 7, historical: false },
      { type: 'ship', documents: 2, historical: false },
    ]);
    const units = await database.query<{ kind: string; n: number }>('select kind, count(*)::int as n from record.unit group by kind order by kind');
    expect(units).toEqual([
      { kind: 'case', n: 3 },
      { kind: 'logistic', n: 1 },
      { kind: 'package', n: 12 },
    ]);
    const shipment = await database.query('select from_party, to_party, open, state from readmodel.shipment where id = $1', [job.shipmentIds[0]]);
    expect(shipment).toEqual([{ from_party: seller.id, to_party: buyer.id, open: 1, state: 'open' }]);
  });

  it('drafts one product of the package and its case, and keeps the places as stated', async () => {
    const database = world.test.app.get(Database);
    const products = await database.query('select name, ndc, strength, dosage_form, net_content, status from record.product');
    expect(products).toEqual([{ name: 'Goldenol', ndc: '61414-567-89', strength: '20 mg', dosage_form: 'TABLET', net_content: '90 tablets', status: 'draft' }]);
    expect(await database.query('select gtin, level from record.trade_item order by gtin')).toEqual([
      { gtin: '00361414567894', level: 'package' },
      { gtin: '50361414567899', level: 'case' },
    ]);
    const places = await database.query<{ stated_by: string; street: string }>('select stated_by, street from record.stated_place order by gln');
    expect(places.map(({ stated_by }) => stated_by)).toEqual([seller.id, seller.id, seller.id, seller.id]);
    expect(places.map(({ street }) => street)).toContain('1 Assay Road, Suite A');
  });

  it('changes nothing when it is sent again, and names the shipment of the first time', async () => {
    const before = await world.amounts();
    const again = await world.capture(seller, GOLDEN);
    expect(again).toMatchObject({ state: 'done', success: true, alreadyRecorded: true, commandCount: 0, shipmentIds: job.shipmentIds });
    expect(again.captureID).not.toBe(job.captureID);
    expect(await world.amounts()).toEqual(before);
  });

  it('changes nothing when the same transmission comes in other bytes, and says so', async () => {
    const before = await world.amounts();
    const again = await world.capture(seller, GOLDEN.replace('Goldenol', 'Goldenol forte'));
    expect(again).toMatchObject({ alreadyRecorded: true, shipmentIds: job.shipmentIds, warnings: [{ type: 'DUPLICATE_TRANSMISSION' }] });
    expect(await world.amounts()).toEqual(before);
  });

  it('changes nothing when its buyer sends it too', async () => {
    const before = await world.amounts();
    const again = await world.capture(buyer, GOLDEN);
    expect(again).toMatchObject({ state: 'done', success: true, alreadyRecorded: true, shipmentIds: job.shipmentIds, errors: [] });
    expect(await world.amounts()).toEqual(before);
  });

  it('refuses serials that are recorded, under another transmission', async () => {
    const before = await world.amounts();
    const again = await world.capture(seller, GOLDEN.replace('GOLDEN-0001', 'GOLDEN-0002'));
    expect(again).toMatchObject({ state: 'refused', success: false });
    expect(again.errors).toHaveLength(15);
    expect(again.errors[0]).toMatchObject({ title: 'SERIAL_ALREADY_COMMISSIONED', eventIndex: 0, value: '(01)00361414567894(21)PK0001' });
    expect(await world.amounts()).toEqual(before);
  });

  it('is shown to its organisation alone', async () => {
    expect((await world.get(buyer, `/epcis/v2/capture/${job.captureID}`)).statusCode).toBe(404);
    const QUERY = '{ captureJobs { id state fileName success findings { rule } shipmentIds alreadyRecorded done commandCount eventCount drafts createdAt finishedAt } }';
    const { data } = await world.test.ask(QUERY, {}, { token: seller.token });
    expect((data as { captureJobs: { id: string }[] }).captureJobs.map(({ id }) => id)).toContain(job.captureID);
    const one = await world.test.ask('query ($id: ID!) { captureJob(id: $id) { state } }', { id: job.captureID }, { token: buyer.token });
    expect(one.data).toEqual({ captureJob: null });
  });

  it('is written again as a statement with the same units, for sender and receiver', async () => {
    const url = `/shipments/${job.shipmentIds[0]}/statement.xml`;
    const [sent, received] = [await world.get(seller, url), await world.get(buyer, url)];
    expect([sent.statusCode, received.statusCode]).toEqual([200, 200]);
    const [original, file] = [read(GOLDEN), read(received.body)];
    expect(file.findings.list()).toEqual([]);
    expect(file.eventCount).toBe(8);
    expect(links(file)).toEqual(links(original));
    expect(file.header).toMatchObject({
      sender: { gln: GOLDEN_SELLER.gln },
      receiver: { gln: GOLDEN_BUYER.gln },
      guidelineVersion: 'GS1 US DSCSA R1.3',
      transactionStatement: { affirmed: true },
    });
    expect(file.masterData.products).toEqual(original.masterData.products);
    // The whole events came through, whatever their order.
    const bare = (captured: CapturedFile) => captured.events.map(({ event }) => JSON.stringify(event)).sort();
    expect(bare(file)).toEqual(bare(original));
  });

  it('tells the ten items of transaction information', async () => {
    const answer = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.json`);
    expect(answer.json()).toMatchObject({
      transactionInformation: [
        {
          productName: 'Goldenol',
          strength: '20 mg',
          dosageForm: 'TABLET',
          ndc: '61414-567-89',
          containerSize: '90 tablets',
          containerCount: 12,
          lot: 'GOLD1',
          expiry: '2028-03-31',
          transactionDate: '2026-05-04',
          shipmentDate: null,
          seller: { gln: GOLDEN_SELLER.gln, address: { street: '1 Test Street' } },
          buyer: { gln: GOLDEN_BUYER.gln },
        },
      ],
      transactionStatement: { affirmed: true, legalNotice: expect.stringContaining('581(27)') as string },
    });
  });

  it('gives the portal the same statement', async () => {
    const QUERY = 'query ($id: ID!) { shipment(id: $id) { statement { information { productName containerCount lot } affirmed seller { gln } transactionDate downloadUrl } } }';
    const { data } = await world.test.ask(QUERY, { id: job.shipmentIds[0] }, { token: buyer.token });
    expect(data).toEqual({
      shipment: {
        statement: {
          information: [{ productName: 'Goldenol', containerCount: 12, lot: 'GOLD1' }],
          affirmed: true,
          seller: { gln: GOLDEN_SELLER.gln },
          transactionDate: '2026-05-04',
          downloadUrl: `/shipments/${job.shipmentIds[0]}/statement.xml`,
        },
      },
    });
  });

  it('keeps statements from everybody else, and notes that the buyer looked', async () => {
    const stranger = await world.wholesaler('0614141999996', '0614141');
    expect((await world.get(stranger, `/shipments/${job.shipmentIds[0]}/statement.xml`)).statusCode).toBe(404);
    const lines = await world.test.app.get(Database).query('select distinct reader_id, owner_id, purpose from record.access_line');
    expect(lines).toContainEqual({ reader_id: buyer.id, owner_id: seller.id, purpose: 'transaction statement' });
  });

  it('still states all of it after the buyer has received and unpacked', async () => {
    const before = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.xml`);
    const RECEIVE = 'mutation ($input: ReceiveInput!) { receive(input: $input) { __typename ... on Refusal { message } } }';
    const UNPACK = 'mutation ($input: UnitsInput!) { unpack(input: $input) { __typename ... on Refusal { message } } }';
    const received = await world.test.ask(RECEIVE, { input: { commandId: commandIdAt(GOLDEN_NOW), shipmentId: job.shipmentIds[0] } }, { token: buyer.token });
    expect(received.data).toEqual({ receive: { __typename: 'Receipt' } });
    const unpacked = await world.test.ask(UNPACK, { input: { commandId: commandIdAt(GOLDEN_NOW), units: ['(01)50361414567899(21)CS01', '(01)00361414567894(21)PK0009'] } }, { token: buyer.token });
    expect(unpacked.data).toEqual({ unpack: { __typename: 'Receipt' } });
    await world.test.app.get(Projector).catchUp();
    const after = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.xml`);
    expect(after.body).toBe(before.body);
  });
});
