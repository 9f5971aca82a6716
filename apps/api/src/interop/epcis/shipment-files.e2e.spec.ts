import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type EpcisEvent, eventHashId, type JsonObject, preHash, readJsonContext, readJsonEvent } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xsdErrors } from '../../../../../test/support/xsd-errors.ts';
import { Database } from '../../platform/database.ts';
import { workspaceRoot } from '../../platform/workspace.ts';
import { SAMPLE, SAMPLE_OR_OURS, type Trader, TradeWorld } from '../testing/trade.ts';
import { CaptureReader } from './read-capture.ts';

const fixtures = join(workspaceRoot(), '..', 'shared', 'fixtures');
const XSD = join(fixtures, 'epcis-1.2', 'xsd', 'EPCglobal-epcis-1_2.xsd');
const JSON_SCHEMA = join(fixtures, 'epcis-2.0', 'EPCIS-JSON-Schema.json');
const lacking = (there: boolean, said: string) => (there ? '' : ` (not checked: ${said})`);

/** What the sample of the guideline says, written down by hand from it: the ten items of 21 U.S.C. 360eee(26). */
const LINE = {
  productName: 'Epcistra',
  strength: '100mg',
  dosageForm: 'PILL',
  ndc: '0001-0123-45',
  containerSize: '500 pills',
  containerCount: 12,
  lot: 'A123',
  expiry: '2025-03-27',
  transactionDate: '2023-04-01',
  shipmentDate: null,
  seller: {
    name: 'GS1 Pharma',
    gln: '0300011111116',
    address: { street: '1 Biopharm Ct, Suite A', city: 'Thousand Oaks', state: 'CA', postalCode: '91320', country: 'US' },
  },
  buyer: {
    name: 'GS1 Drug Distributor',
    gln: '0399999999991',
    address: { street: '230 Park Ave S, Room 378', city: 'New York', state: 'NY', postalCode: '10003-1502', country: 'US' },
  },
};

describe(`the files of the shipment in the sample of the guideline${lacking(SAMPLE !== undefined, 'it is absent, our own file stands for it')}`, () => {
  let world: TradeWorld;
  let seller: Trader;
  let buyer: Trader;
  let shipment: string;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: Date.parse('2026-05-05T12:00:00Z') } });
    seller = await world.manufacturer(LINE.seller.gln, '030001', undefined, LINE.seller);
    buyer = await world.wholesaler(LINE.buyer.gln, '039999', LINE.buyer);
    const job = await world.capture(seller, SAMPLE_OR_OURS);
    expect(job.errors).toEqual([]);
    shipment = job.shipmentIds[0] as string;
  });
  afterAll(() => world.test.close());
  const file = async (as: Trader, name: string) => world.get(as, `/shipments/${shipment}/statement.${name}`);

  it(`has the transaction information of a table written by hand${lacking(SAMPLE !== undefined, 'the table is of the sample')}`, async () => {
    const { transactionInformation } = (await file(buyer, 'json')).json<{ transactionInformation: Record<string, unknown>[] }>();
    expect(transactionInformation).toHaveLength(1);
    if (SAMPLE !== undefined) expect(transactionInformation).toEqual([LINE]);
  });

  it(`is valid by the schema of EPCIS 1.2${lacking(existsSync(XSD), 'no schema')}`, async () => {
    const { body, headers, statusCode } = await file(buyer, 'xml');
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    if (existsSync(XSD)) expect(await xsdErrors(body, XSD)).toEqual([]);
  });

  it('says in the XML what came in: each event with the hash that it had', async () => {
    expect(hashes(events((await file(buyer, 'xml')).body))).toEqual(hashes(events(SAMPLE_OR_OURS)));
  });

  it(`is valid by the schema of EPCIS 2.0 in JSON-LD, and says the same${lacking(existsSync(JSON_SCHEMA), 'no schema')}`, async () => {
    const { headers, body } = await file(seller, 'jsonld');
    expect(headers['content-type']).toContain('application/ld+json');
    const document = JSON.parse(body) as JsonObject & { epcisBody: { eventList: JsonObject[] } };
    const context = readJsonContext(document);
    if (!context.ok) throw new Error('no context');
    const read = document.epcisBody.eventList.map((event) => readJsonEvent(event, { context: context.value }));
    expect(hashes(read.map((each) => (each.ok ? each.value.event : null)))).toEqual(hashes(events(SAMPLE_OR_OURS)));
    if (!existsSync(JSON_SCHEMA)) return;
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(JSON_SCHEMA, 'utf8')) as object);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('is there for people, on paper', async () => {
    const { headers, rawPayload } = await file(buyer, 'pdf');
    expect(headers['content-type']).toBe('application/pdf');
    expect(rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is known to a buyer here that takes the file in: the goods are there once', async () => {
    const job = await world.capture(buyer, (await file(seller, 'xml')).body);
    expect(job).toMatchObject({ state: 'done', alreadyRecorded: true, shipmentIds: [shipment], errors: [] });
  });

  it('brings a buyer on another node the same documents under the same hashes', async () => {
    const elsewhere = await TradeWorld.start({ now: { ms: Date.parse('2026-05-05T12:00:00Z') } });
    try {
      const other = await elsewhere.wholesaler(LINE.buyer.gln, '039999', LINE.buyer);
      const job = await elsewhere.capture(other, (await file(seller, 'xml')).body);
      expect(job).toMatchObject({ state: 'done', success: true, errors: [] });
      const again = await elsewhere.get(other, `/shipments/${job.shipmentIds[0]}/statement.xml`);
      expect(hashes(events(again.body))).toEqual(hashes(events(SAMPLE_OR_OURS)));
      const documents = (where: TradeWorld) =>
        where.test.app.get(Database).query<{ event: EpcisEvent }>("select event from record.document where biz_step <> 'transaction_statement' order by position");
      const [there, here] = await Promise.all([documents(elsewhere), documents(world)]);
      expect(hashes(there.map(({ event }) => event))).toEqual(hashes(here.map(({ event }) => event)));
    } finally {
      await elsewhere.test.close();
    }
  });
});

function events(text: string) {
  const reader = new CaptureReader();
  reader.write(new TextEncoder().encode(text));
  const read = reader.end();
  if ('rule' in read) throw new Error(read.message);
  return read.events.map(({ event }) => event);
}

const hashes = (list: readonly (EpcisEvent | null)[]): string[] =>
  list.map((event) => (event ? eventHashId(createHash('sha256').update(preHash(event)).digest('hex')) : 'unread')).sort();
