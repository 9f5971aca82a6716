import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { Trade, type Trader } from '../../testing/trade.ts';

interface List {
  total: number;
  items: { text: string; serial: string; state: string; container: string | null }[];
}

describe('the packages of a lot that an organisation holds', () => {
  let trade: Trade;
  let lotId: string;
  let cases: readonly string[];
  const serials = Array.from({ length: 30 }, (_, i) => `H${String(i).padStart(2, '0')}`);
  const text = (serial: string): string => `(01)${trade.gtin}(21)${serial}`;
  const list = async (who: Trader, more: object = {}): Promise<List> =>
    (await trade.get<{ heldPackages: List }>(who, 'query ($lotId: ID!, $search: String, $from: Int, $first: Int) { heldPackages(lotId: $lotId, search: $search, from: $from, first: $first) { total items { text serial state container } } }', { lotId, ...more })).heldPackages;

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('H1');
    await trade.commission(lotId, serials, 10);
    // In the order of the packages: their own serials are drawn at random.
    cases = await Promise.all(
      ['H00', 'H10', 'H20'].map(async (serial) => {
        const [found] = await trade.test.app.get(Database).query<{ serial: string }>("select c.serial from record.unit u join record.unit c on c.issuer = u.issuer and c.key = u.parent_key where u.serial = $1", [serial]);
        return `(01)${trade.caseGtin}(21)${found?.serial}`;
      }),
    );
    const [first = '', second = ''] = cases;
    await trade.done(trade.maker, 'unpack', { units: [text('H10')] });
    await trade.done(trade.maker, 'quarantine', { units: [text('H11')], place: 'OUT', reason: 'LOOK' });
    await trade.handOver(trade.maker, trade.pharmacy, [first]);
    await trade.done(trade.pharmacy, 'dispense', { units: [text('H03')], remainder: 'NONE' });
    await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [second] });
  });
  afterAll(() => trade.test.close());

  it('are listed by serial with their state and the container they lie in, whether handled alone or never', async () => {
    const { items, total } = await list(trade.maker);
    expect(total).toBe(20);
    expect(items.map(({ serial }) => serial)).toEqual(serials.slice(10));
    const of = (serial: string) => items.find((each) => each.serial === serial);
    expect(of('H10')).toEqual({ text: text('H10'), serial: 'H10', state: 'ACTIVE', container: null });
    expect(of('H11')).toMatchObject({ state: 'QUARANTINED', container: null });
    expect(of('H12')).toMatchObject({ state: 'IN_TRANSIT', container: cases[1] });
    expect(of('H25')).toMatchObject({ state: 'ACTIVE', container: cases[2] });
  });

  it('are those that the asker holds alone: what was handed on is with who has it now', async () => {
    const { items, total } = await list(trade.pharmacy);
    expect([total, items.find(({ serial }) => serial === 'H03')?.state]).toEqual([10, 'DISPENSED']);
    expect(await list(trade.wholesaler)).toEqual({ total: 0, items: [] });
    expect(await list(trade.otherPharmacy)).toEqual({ total: 0, items: [] });
  });

  it('are read from any row on, and found by the beginning of a serial, whatever signs are in it', async () => {
    expect((await list(trade.maker, { from: 18, first: 5 })).items.map(({ serial }) => serial)).toEqual(['H28', 'H29']);
    expect((await list(trade.maker, { search: 'H1' })).total).toBe(10);
    expect((await list(trade.maker, { search: '%' })).total).toBe(0);
    const asked = { lotId, from: -1 };
    expect((await trade.ask(trade.maker, 'query ($lotId: ID!, $from: Int) { heldPackages(lotId: $lotId, from: $from) { total } }', asked)).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('are found by the whole serial, with what they lie in; by those who hold them alone', async () => {
    const found = async (who: Trader, serial: string) => (await trade.get<{ packagesBySerial: object[] }>(who, 'query ($serial: String!) { packagesBySerial(serial: $serial) { text state container } }', { serial })).packagesBySerial;
    expect(await found(trade.maker, 'H25')).toEqual([{ text: text('H25'), state: 'ACTIVE', container: cases[2] }]);
    expect(await found(trade.maker, 'H11')).toEqual([{ text: text('H11'), state: 'QUARANTINED', container: null }]);
    expect(await found(trade.pharmacy, 'H25')).toEqual([]);
    expect(await found(trade.maker, 'H2')).toEqual([]);
  });
});
