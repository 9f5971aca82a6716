import { afterEach, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { SAMPLE, SAMPLE_OR_OURS as TEXT, TradeWorld } from '../testing/trade.ts';
import { CaptureReader } from './read-capture.ts';

const SELLER = { gln: '0300011111116', prefix: '030001' };
const BUYER = { gln: '0399999999991', prefix: '039999' };
const source = SAMPLE === undefined ? 'our own file, the guideline\'s not being here' : 'the sample of the guideline';
describe(`history: ${source}`, () => {
  let world: TradeWorld;
  afterEach(() => world.test.close());

  it('is recorded by its seller as historical, though its lot has expired since', async () => {
    world = await TradeWorld.start({ now: { ms: Date.parse('2026-05-05T12:00:00Z') } });
    const seller = await world.manufacturer(SELLER.gln, SELLER.prefix);
    const buyer = await world.wholesaler(BUYER.gln, BUYER.prefix);
    const job = await world.capture(seller, TEXT);
    expect(job.errors).toEqual([]);
    expect(job).toMatchObject({ state: 'done', success: true, eventCount: 8, commandCount: 3, done: 3, drafts: 1 });
    expect(job.warnings.map(({ type }) => type)).toContain('STALE_EVENT');
    const transactions = await world.test.app.get(Database).query('select type, historical from readmodel.transaction where by_party = $1 order by position', [seller.id]);
    expect(transactions).toEqual([
      { type: 'registerLot', historical: false },
      { type: 'commission', historical: true },
      { type: 'ship', historical: true },
    ]);
    const statement = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.xml`);
    expect(statement.statusCode).toBe(200);
    expect(epcsOf(statement.body)).toEqual(epcsOf(TEXT));
  });

  it('is attested by its buyer alone', async () => {
    world = await TradeWorld.start({ now: { ms: Date.parse('2026-05-05T12:00:00Z') } });
    const buyer = await world.wholesaler(BUYER.gln, BUYER.prefix);
    const job = await world.capture(buyer, TEXT);
    expect(job.errors).toEqual([]);
    expect(job).toMatchObject({ state: 'done', success: true, eventCount: 8, commandCount: 2, done: 2 });
    const shipment = await world.test.app.get(Database).query('select from_party, to_party from readmodel.shipment where id = any ($1)', [job.shipmentIds]);
    expect(shipment).toEqual([{ from_party: 'stated', to_party: buyer.id }]);
    const statement = await world.get(buyer, `/shipments/${job.shipmentIds[0]}/statement.xml`);
    expect(epcsOf(statement.body)).toEqual(epcsOf(TEXT));
  });
});

function epcsOf(text: string): string[] {
  const reader = new CaptureReader();
  reader.write(new TextEncoder().encode(text));
  const file = reader.end();
  if ('rule' in file) throw new Error(file.message);
  return file.events.flatMap(({ event }) => (event.type === 'ObjectEvent' ? event.epcList : [event.parentID ?? '', ...event.childEPCs])).sort();
}
