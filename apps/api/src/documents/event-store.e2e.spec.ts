import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { EventBackfill } from './event-backfill.ts';
import { Trade } from '../testing/trade.ts';

describe('the events of handoffs', () => {
  let trade: Trade;
  let packages: string[];

  beforeAll(async () => {
    trade = await Trade.start();
    ({ packages } = await trade.commission(await trade.lot('E1'), ['E1', 'E2', 'E3']));
    await trade.handOver(trade.maker, trade.wholesaler, packages.slice(0, 2));
  });
  afterAll(() => trade.test.close());

  const stored = () =>
    trade.test.app.get(Database).query<{ biz_step: string; by: string; released: boolean; epcs: string[] }>(
      `select e.biz_step, o.name as by, r.number is not null as released, e.epcs from record.event e
         join record.organisation o on o.id = e.organisation_id left join record.event_release r using (source_id) order by e.seq`,
    );

  it('are in the store with the receipt, each as its document', async () => {
    expect((await stored()).map(({ biz_step, by, released }) => [by, biz_step, released])).toEqual([
      ['Halden Pharma', 'commissioning', true],
      ['Halden Pharma', 'shipping', true],
      ['Meridian Distribution', 'receiving', true],
    ]);
    const [row] = await trade.test.app.get(Database).query('select count(*) from record.event e join record.document d using (doc_hash) where d.event_time = e.event_time and e.body is null');
    expect(row).toEqual({ count: 3 });
  });

  it('leave the store when their command is refused', async () => {
    const before = await stored();
    expect(await trade.send(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [packages[0]] })).toHaveProperty('code');
    expect(await stored()).toEqual(before);
  });

  it('come into the store when a node starts over documents of before', async () => {
    const before = await stored();
    await trade.test.app.get(Database).query('truncate record.event, record.event_release');
    await trade.test.app.get(EventBackfill).onApplicationBootstrap();
    const after = await stored();
    const byStep = (rows: typeof before) => [...rows].sort((a, b) => (a.biz_step < b.biz_step ? -1 : 1));
    expect(byStep(after)).toEqual(byStep(before));
    await trade.test.app.get(EventBackfill).onApplicationBootstrap();
    expect(await stored()).toEqual(after);
  });
});
