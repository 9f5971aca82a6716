import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { Trade } from '../testing/trade.ts';
import { Pedigrees } from './pedigree.ts';
import { placedBySteps } from './placed-by-steps.ts';
import { PlacedUnits } from './placed-units.ts';

/** Two roads to one answer: the view over facts, and the steps. */
describe('where a unit is, told by its steps', () => {
  let trade: Trade;
  beforeAll(async () => {
    trade = await Trade.start();
    const lotId = await trade.lot('A1');
    const serials = Array.from({ length: 40 }, (_, i) => `P${String(i).padStart(2, '0')}`);
    await trade.done(trade.maker, 'commission', { lotId, serials: serials.slice(0, 16), packagesPerCase: 4, casesPerPallet: 2 });
    const { packages } = await trade.commission(lotId, serials.slice(16));
    // By what they hold: their own serials are drawn at random.
    const cases = await trade.test.app
      .get(Database)
      .query<{ serial: string }>("select c.serial from record.unit c join record.unit p on p.issuer = c.issuer and p.parent_key = c.key where c.kind = 'case' group by c.serial order by min(p.serial)");
    const [first, second, third] = cases.map(({ serial }) => `(01)${trade.caseGtin}(21)${serial}`);
    await trade.done(trade.maker, 'unpack', { units: [first, second] });
    await trade.done(trade.maker, 'quarantine', { units: [third], place: 'INSIDE', reason: 'wet' });
    await trade.done(trade.maker, 'quarantine', { units: [trade.barcode('P00'), trade.barcode('P01')], place: 'OUT', reason: 'torn' });
    await trade.handOver(trade.maker, trade.pharmacy, packages.slice(0, 12));
    const tote = `(00)${await trade.done(trade.pharmacy, 'pack', { units: packages.slice(0, 4) })}`;
    await trade.done(trade.pharmacy, 'pack', { units: [tote, ...packages.slice(4, 6)] });
    await trade.done(trade.pharmacy, 'dispense', { units: [packages[6], packages[7]] });
    await trade.done(trade.pharmacy, 'dispense', { units: [packages[8]], remainder: 'SOME' });
    await trade.done(trade.pharmacy, 'decommission', { units: [packages[9]], why: 'SAMPLE' });
    await trade.done(trade.pharmacy, 'declareIllegitimate', { units: [packages[10]], reason: 'investigated' });
    await trade.done(trade.pharmacy, 'dispense', { units: [packages[0]] });
    await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: packages.slice(12, 15) });
  });
  afterAll(() => trade.test.close());

  it('is what the view tells by facts, of every unit in every state', async () => {
    const app = trade.test.app;
    const refs = (await app.get(Database).query<{ ref: string }>("select issuer || '/' || key as ref from record.unit order by 1")).map(({ ref }) => ref);
    const byFacts = new Map((await app.get(PlacedUnits).byRefs(refs)).map((placed) => [placed.ref, placed]));
    for (const ref of refs) expect(placedBySteps(ref, await app.get(Pedigrees).load(ref))).toEqual(byFacts.get(ref));
    const states = new Set([...byFacts.values()].map(({ state }) => state));
    expect([...states].sort()).toEqual(['active', 'decommissioned', 'dispensed', 'illegitimate', 'in_transit', 'partially_dispensed', 'quarantined']);
    expect(new Set([...byFacts.values()].map(({ kind }) => kind)).size).toBe(3);
  });
});
