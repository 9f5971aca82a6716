import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { Trade, type Trader } from '../../testing/trade.ts';

interface Held {
  epc: string;
  kind: string;
  product: string;
  lots: string[];
  reason: string | null;
  heldBy: string | null;
  heldByYou: boolean;
  since: string;
}

describe('what is in quarantine', () => {
  let trade: Trade;
  let second: Trader;
  let stock: (serials: string[], lot?: string) => Promise<string[]>;
  let lots = 0;

  beforeAll(async () => {
    trade = await Trade.start();
    second = await trade.colleague(trade.pharmacy);
    stock = async (serials, lot = `H${(lots += 1)}`) => {
      await trade.commission(await trade.lot(lot), serials);
      const packages = serials.map((serial) => trade.barcode(serial, lot));
      await trade.handOver(trade.maker, trade.pharmacy, packages);
      return packages;
    };
  });
  afterAll(() => trade.test.close());

  const SHELF = '{ quarantineShelf { items { epc kind product lots reason heldBy heldByYou since } total others } }';
  const shelf = async (who: Trader) => (await trade.get<{ quarantineShelf: { items: Held[]; total: number; others: string[] } }>(who, SHELF)).quarantineShelf;
  const on = async (who: Trader, serial: string) => (await shelf(who)).items.find(({ epc }) => epc.endsWith(`(21)${serial}`));
  const release = async (who: Trader, units: string[], reason: string | null = 'only the carton is torn') => (await trade.send(who, 'release', { units, reason })).code ?? 'released';
  const holds = (where: string) => trade.test.app.get(Database).query<{ n: number }>(`select count(*)::int as n from record.hold where ${where}`);

  it('is listed with what it is, why it is there, who put it there and since when', async () => {
    const units = await stock(['Q1']);
    const at = new Date(trade.now).toISOString();
    await trade.done(trade.pharmacy, 'quarantine', { units, reason: 'Carton torn' });
    expect(await on(trade.pharmacy, 'Q1')).toEqual({ epc: `(01)${trade.gtin}(21)Q1`, kind: 'PACKAGE', product: 'Epcistra', lots: ['H1'], reason: 'Carton torn', heldBy: trade.pharmacy.user.name, heldByYou: true, since: at });
    expect((await on(second, 'Q1'))?.heldByYou).toBe(false);
    expect(await on(trade.otherPharmacy, 'Q1')).toBeUndefined();
    expect((await shelf(trade.pharmacy)).others).toEqual([second.user.name]);
  });

  it('is released by another person than who put it there, and with a reason', async () => {
    const units = await stock(['P1']);
    await trade.done(trade.pharmacy, 'quarantine', { units, reason: 'Carton torn' });
    const refused = await trade.send(trade.pharmacy, 'release', { units, reason: 'looks fine' });
    expect(refused).toMatchObject({ code: 'SAME_PERSON', message: expect.stringContaining(trade.pharmacy.user.name) as string });
    for (const reason of [null, '', '   ']) expect(await release(second, units, reason)).toBe('REASON_MISSING');
    expect(await on(second, 'P1')).toBeDefined();
    expect(await release(second, units)).toBe('released');
    expect(await on(second, 'P1')).toBeUndefined();
    expect(await holds(`released_by = '${second.user.id}' and release_reason = 'only the carton is torn' and held_by = '${trade.pharmacy.user.id}'`)).toEqual([{ n: 1 }]);
  });

  it('may be put there again by the one who released it, and then the rule is the other way round', async () => {
    const units = await stock(['R1']);
    await trade.done(trade.pharmacy, 'quarantine', { units, reason: 'first' });
    expect(await release(second, units)).toBe('released');
    await trade.done(second, 'quarantine', { units, reason: 'second thoughts' });
    expect((await on(second, 'R1'))?.reason).toBe('second thoughts');
    expect(await release(second, units)).toBe('SAME_PERSON');
    expect(await release(trade.pharmacy, units)).toBe('released');
  });

  it('is held for its package and for the container around it: neither is shipped nor dispensed, nor is the container released in its stead', async () => {
    const { cases } = await trade.commission(await trade.lot('C9'), ['C1', 'C2'], 2);
    await trade.handOver(trade.maker, trade.pharmacy, cases);
    const inside = trade.barcode('C1', 'C9');
    await trade.done(trade.pharmacy, 'quarantine', { units: [inside], place: 'INSIDE', reason: 'Label smudged' });
    const to = { toGln: trade.otherPharmacy.organisation.gln };
    expect((await trade.send(trade.pharmacy, 'ship', { ...to, units: cases })).code).toBe('HELD');
    expect((await trade.send(trade.pharmacy, 'dispense', { units: [inside] })).code).toBe('HELD');
    expect((await trade.send(trade.pharmacy, 'ship', { ...to, units: [inside] })).code).toMatch(/HELD|INSIDE_CONTAINER/);
    expect(await release(trade.pharmacy, [inside])).toBe('SAME_PERSON');
    expect(await release(second, [inside])).toBe('released');
    await trade.done(trade.pharmacy, 'dispense', { units: [inside] });
  });

  it('of a recalled package received into it, nobody in person put it there: the receipt did', async () => {
    await trade.commission(await trade.lot('X9'), ['X1']);
    const units = [trade.barcode('X1', 'X9')];
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units });
    await trade.recall(trade.maker, ['X9']);
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment });
    expect(await on(trade.pharmacy, 'X1')).toMatchObject({ reason: null, heldBy: null, heldByYou: false });
  });

  it('a refused command leaves no hold behind, and ends none', async () => {
    const units = await stock(['N1']);
    expect((await trade.send(trade.otherPharmacy, 'quarantine', { units, reason: 'not mine' })).code).toBe('NOT_HOLDER');
    expect(await holds("reason = 'not mine'")).toEqual([{ n: 0 }]);
    await trade.done(trade.pharmacy, 'quarantine', { units, reason: 'mine' });
    const [free = ''] = await stock(['N2']);
    expect(await release(second, [...units, free])).toBe('NOT_HELD');
    expect(await holds("reason = 'mine' and released_at is null")).toEqual([{ n: 1 }]);
    expect(await release(trade.pharmacy, units)).toBe('SAME_PERSON');
  });

  it('is bounded, and told how many there are', async () => {
    const { quarantineShelf } = await trade.get<{ quarantineShelf: { items: object[]; total: number } }>(trade.pharmacy, '{ quarantineShelf(first: 1) { items { epc } total } }');
    expect(quarantineShelf.items).toHaveLength(1);
    expect(quarantineShelf.total).toBeGreaterThan(1);
  });
});
