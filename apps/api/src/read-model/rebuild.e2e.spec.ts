import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { Projector } from '../projection/projector.ts';
import { Trade } from '../testing/trade.ts';
import { LotPlaces } from './lot-places.ts';

const TABLES = ['checkpoint', 'block', 'transaction', 'party', 'lot', 'unit', 'step', 'shipment', 'shipment_unit', 'recall', 'recall_lot', 'recall_ack'] as const;

describe('the read model of a busy trade', () => {
  let trade: Trade;
  let database: Database;
  let lotId: string;

  beforeAll(async () => {
    trade = await Trade.start();
    database = trade.test.app.get(Database);
    lotId = await trade.lot('B1');
    const loose = await trade.lot('B2');
    const { cases } = await trade.commission(lotId, Array.from({ length: 24 }, (_, i) => `B${String(i).padStart(3, '0')}`), 4);
    const { packages } = await trade.commission(loose, ['X1', 'X2', 'X3', 'X4']);
    const byCase = await trade.contentsOfCases(cases);
    const inside = (container: string) => [...byCase].filter(([, of]) => of === container).map(([serial]) => trade.barcode(serial, 'B1'));
    const [a = '', b = '', c = '', d = '', e = ''] = cases;
    await trade.done(trade.maker, 'pack', { units: packages.slice(0, 2) });
    await trade.handOver(trade.maker, trade.wholesaler, [a, b, c]);
    const short = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [d] });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: short, units: [d], missing: inside(d).slice(0, 1) });
    await trade.done(trade.wholesaler, 'unpack', { units: inside(a).slice(0, 2) });
    await trade.done(trade.wholesaler, 'quarantine', { units: inside(b).slice(0, 1), place: 'INSIDE', reason: 'torn' });
    await trade.done(trade.wholesaler, 'pack', { units: inside(a).slice(0, 2) });
    await trade.handOver(trade.wholesaler, trade.pharmacy, [c]);
    await trade.done(trade.pharmacy, 'dispense', { units: inside(c).slice(0, 2) });
    await trade.done(trade.pharmacy, 'dispense', { units: inside(c).slice(2, 3), remainder: 'SOME' });
    const cancelled = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [e] });
    await trade.done(trade.maker, 'cancelShipment', { shipmentId: cancelled, reason: 'wrong truck' });
    await trade.done(trade.maker, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: packages.slice(2, 3) });
    const recall = await trade.recall(trade.maker, ['B1']);
    await trade.done(trade.pharmacy, 'acknowledgeRecall', { id: recall, found: 2, notFound: 0, dispensed: 2 });
  });
  afterAll(() => trade.test.close());

  const dump = async () => {
    const tables = new Map<string, unknown[]>();
    for (const table of TABLES) tables.set(table, await database.query(`select * from readmodel.${table} t order by to_jsonb(t)::text collate "C"`));
    return tables;
  };

  it('is the same to the last row when it is emptied and the ledger is played again', async () => {
    const before = await dump();
    for (const table of TABLES) expect([table, before.get(table)?.length]).not.toEqual([table, 0]);
    await trade.test.app.get(Projector).rebuild();
    const after = await dump();
    for (const table of TABLES) expect([table, after.get(table)]).toEqual([table, before.get(table)]);
  });

  it('has every table of the schema under this test', async () => {
    const rows = await database.query<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'readmodel' and table_type = 'BASE TABLE'");
    expect(rows.map(({ name }) => name).sort()).toEqual([...TABLES].sort());
  });

  it('counts a lot by its containers to the same numbers as package by package', async () => {
    const counted = await trade.test.app.get(LotPlaces).count([lotId]);
    const one = await database.query(
      'select lot_key, holder as party, state, count(*)::int as count from readmodel.placed where lot_key = $1 and state is not null group by 1, 2, 3 order by 1, 2, 3',
      [lotId],
    );
    expect(counted).toEqual(one);
    expect(counted.length).toBeGreaterThan(5);
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(24);
  });
});
