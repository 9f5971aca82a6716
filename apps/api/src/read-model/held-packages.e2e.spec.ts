import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { Trade, type Trader } from '../testing/trade.ts';
import { type HeldPackage, HeldPackages } from './held-packages.ts';
import type { PlacedUnit } from './placed-units.ts';

/** Two roads to one table: a walk in the index with what is known of containers, and every package placed by itself. */
describe('the table of the packages of a lot', () => {
  let trade: Trade;
  let lotId: string;
  const serials = Array.from({ length: 72 }, (_, i) => `${'QRS'[i % 3]}${String((i * 29) % 72).padStart(2, '0')}`);

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
    await trade.done(trade.maker, 'commission', { lotId, serials: serials.slice(0, 48), packagesPerCase: 4, casesPerPallet: 3 });
    const { packages } = await trade.commission(lotId, serials.slice(48));
    await trade.commission(await trade.lot('A2'), ['Q99', 'R99']);
    const cases = await trade.test.app
      .get(Database)
      .query<{ serial: string }>("select c.serial from record.unit c join record.unit p on p.issuer = c.issuer and p.parent_key = c.key where c.kind = 'case' group by c.serial order by min(p.serial)");
    const texts = cases.map(({ serial }) => `(01)${trade.caseGtin}(21)${serial}`);
    const byCase = await trade.contentsOfCases(texts);
    const inside = (container: string | undefined) => [...byCase].filter(([, of]) => of === container).map(([serial]) => trade.barcode(serial));
    const [kept, shipped, onItsWay, repacked, opened, heldBack] = texts;
    await trade.done(trade.maker, 'unpack', { units: texts.slice(0, 8) });
    await trade.done(trade.maker, 'unpack', { units: inside(kept).slice(0, 2) });
    await trade.handOver(trade.maker, trade.pharmacy, [shipped, opened, ...packages.slice(0, 6)].flatMap((text) => text ?? []));
    await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [onItsWay, ...packages.slice(6, 9)] });
    await trade.done(trade.maker, 'unpack', { units: inside(repacked).slice(0, 3) });
    await trade.handOver(trade.maker, trade.wholesaler, inside(repacked).slice(0, 3));
    await trade.done(trade.wholesaler, 'pack', { units: inside(repacked).slice(0, 2) });
    await trade.done(trade.maker, 'quarantine', { units: inside(heldBack).slice(0, 1), place: 'INSIDE', reason: 'wet' });
    await trade.done(trade.maker, 'pack', { units: packages.slice(9, 12) });
    const tote = `(00)${await trade.done(trade.pharmacy, 'pack', { units: [...inside(opened).slice(0, 2), ...packages.slice(0, 2)] })}`;
    await trade.done(trade.pharmacy, 'dispense', { units: [...inside(opened).slice(0, 1), ...inside(shipped).slice(0, 1), ...packages.slice(3, 4)] });
    await trade.handOver(trade.pharmacy, trade.otherPharmacy, [tote]);
  });
  afterAll(() => trade.test.close());

  async function placedByThemselves(who: Trader, beginning: string): Promise<HeldPackage[]> {
    const database = trade.test.app.get(Database);
    const units = await database.query<PlacedUnit & { since: Date | null }>(
      `select p.*, m.since from readmodel.placed p left join readmodel.unit m on m.ref = p.ref where p.lot_key = $1 and p.kind = 'package' and p.holder = $2 order by p.serial collate "C"`,
      [lotId, who.organisation.id],
    );
    const all = new Map((await database.query<PlacedUnit>('select * from readmodel.placed')).map((unit) => [unit.ref, unit]));
    return units
      .filter(({ serial }) => serial?.startsWith(beginning))
      .map(({ gtin, ref, serial, since, state, top }) => {
        const container = top !== null && top !== ref ? all.get(top) : undefined;
        return { gtin: gtin ?? '', serial: serial ?? '', state: state ?? '', since, container: container ? { gtin: container.gtin, serial: container.serial, sscc: container.sscc } : null };
      });
  }

  it('has the same rows as packages placed one by one, for everybody, from any row on and for any beginning of a serial', async () => {
    const table = trade.test.app.get(HeldPackages);
    const lengths: number[] = [];
    for (const who of [trade.maker, trade.wholesaler, trade.pharmacy, trade.otherPharmacy, trade.regulator]) {
      for (const search of [null, 'Q', 'R1', 'S0', 'nothing']) {
        const expected = await placedByThemselves(who, search ?? '');
        for (const first of [1, 7, 200]) {
          for (let from = 0; from <= expected.length; from += first) {
            expect(await table.page(who.organisation.id, lotId, { search, from, first })).toEqual({ rows: expected.slice(from, from + first), total: expected.length });
          }
        }
        if (search === null) lengths.push(expected.length);
      }
    }
    // Everybody in trade has some, and together they have those that are not under way from a document alone.
    expect(lengths.slice(0, 4).every((length) => length > 2)).toBe(true);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(serials.length);
  });
});
