import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sgtinLink } from '../documents/unit-link.ts';
import { Trade, type Trader } from '../testing/trade.ts';
import { ImmediatePartners } from './immediate-partners.ts';
import { LotRows } from './lot-rows.ts';
import { PlacedUnits } from './placed-units.ts';

const STEPS = 45;
const LOTS = ['P1', 'P2'] as const;

/** A package in the world as the test knows it. */
interface Package {
  readonly serial: string;
  readonly lot: string;
  holder: Trader;
  /** The barcode text of the case or SSCC that it lies in. */
  container: string | null;
  /** On a shipment, which is still open. */
  travels: Shipped | null;
}

interface Shipped {
  readonly id: string;
  readonly from: Trader;
  readonly to: Trader;
  readonly packages: readonly Package[];
  readonly takenBack: Set<Package>;
}

/** Numbers below `end` that a seed determines. */
function chanceOf(seed: number): (end: number) => number {
  let state = seed >>> 0;
  return (end) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

describe('the immediate trading partners of a product', () => {
  let trade: Trade;
  let traders: Trader[];
  let lots = 0;

  beforeAll(async () => {
    trade = await Trade.start();
    traders = [trade.maker, trade.wholesaler, trade.pharmacy, trade.otherPharmacy];
  });
  afterAll(() => trade.test.close());

  /** Trades by chance for a while; gives what became of everything. */
  async function world(seed: number): Promise<{ packages: Package[]; shipments: Shipped[] }> {
    const below = chanceOf(seed);
    const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
    const packages: Package[] = [];
    const shipments: Shipped[] = [];
    const run = (lots += 1);
    for (const name of LOTS) {
      const lot = `${name}${run}`;
      const serials = Array.from({ length: 9 }, (_, i) => `${lot}N${i}`);
      const { cases } = await trade.commission(await trade.lot(lot), serials, 3);
      const inside = await trade.contentsOfCases(cases);
      for (const serial of serials) packages.push({ serial, lot, holder: trade.maker, container: inside.get(serial) ?? null, travels: null });
    }
    const textOf = ({ lot, serial }: Package) => trade.barcode(serial, lot);
    const outermost = (holder: Trader) => {
      const here = packages.filter((each) => each.holder === holder && each.travels === null);
      return [...new Set(here.map((each) => each.container ?? textOf(each)))];
    };
    const within = (text: string) => packages.filter((each) => each.container === text || (each.container === null && textOf(each) === text));
    const arrive = (shipped: Shipped, arrived: readonly Package[]) => arrived.forEach((each) => Object.assign(each, { holder: shipped.to, travels: null }));

    const ship = async () => {
      const from = pick(traders);
      const units = outermost(from);
      if (units.length === 0) return;
      const to = pick(traders.filter((each) => each !== from));
      const sent = [...new Set([pick(units), pick(units)])];
      const id = await trade.done(from, 'ship', { toGln: to.organisation.gln, units: sent });
      const shipped: Shipped = { id, from, to, packages: sent.flatMap(within), takenBack: new Set() };
      shipments.push(shipped);
      for (const each of shipped.packages) each.travels = shipped;
    };
    const open = () => shipments.filter((shipped) => shipped.packages.some((each) => each.travels === shipped));
    const receive = async () => {
      const shipped = open().length > 0 ? pick(open()) : undefined;
      if (!shipped) return;
      const here = shipped.packages.filter((each) => each.travels === shipped);
      const packed = here.filter(({ container }) => container !== null);
      switch (below(4)) {
        case 0: {
          // One package is missing from its case.
          const [missing] = packed;
          if (!missing) break;
          await trade.done(shipped.to, 'receive', { shipmentId: shipped.id, missing: [textOf(missing)] });
          missing.container = null;
          return arrive(shipped, here.filter((each) => each !== missing));
        }
        case 1: {
          // One package alone is received, out of its case.
          const [one] = packed;
          if (!one) break;
          await trade.done(shipped.to, 'receive', { shipmentId: shipped.id, units: [textOf(one)] });
          one.container = null;
          return arrive(shipped, [one]);
        }
      }
      await trade.done(shipped.to, 'receive', { shipmentId: shipped.id });
      arrive(shipped, here);
    };
    const cancel = async () => {
      const shipped = open().length > 0 ? pick(open()) : undefined;
      if (!shipped) return;
      await trade.done(shipped.from, 'cancelShipment', { shipmentId: shipped.id, reason: 'The van broke down' });
      for (const each of shipped.packages.filter(({ travels }) => travels === shipped)) {
        shipped.takenBack.add(each);
        Object.assign(each, { holder: shipped.from, travels: null });
      }
    };
    const unpack = async () => {
      const packed = packages.filter(({ container, travels }) => container !== null && travels === null);
      if (packed.length === 0) return;
      const one = pick(packed);
      await trade.done(one.holder, 'unpack', { units: [textOf(one)] });
      one.container = null;
    };
    const pack = async () => {
      const holder = pick(traders);
      const loose = packages.filter((each) => each.holder === holder && each.travels === null && each.container === null);
      if (loose.length === 0) return;
      const into = outermost(holder).find((text) => within(text).some(({ container }) => container === text));
      const units = loose.slice(0, 1 + below(2));
      // Into one that holds another lot, or held one before: it remembers both.
      const sscc = await trade.done(holder, 'pack', { units: units.map(textOf), ...(into && below(2) === 0 ? { container: into } : {}) });
      const container = into && !sscc ? into : sscc ? `(00)${sscc}` : (into ?? null);
      for (const each of units) each.container = container;
    };
    for (let step = 0; step < STEPS; step += 1) await [ship, ship, receive, receive, cancel, unpack, pack][below(7)]?.();
    await trade.settle();
    return { packages, shipments };
  }

  /** Whom the law means, worked out from every shipment there was. */
  function expected(party: Trader, one: Package, shipments: readonly Shipped[]): [string, boolean, boolean][] {
    const arrived = ({ packages, takenBack }: Shipped) => packages.filter((each) => !takenBack.has(each));
    const sellers = new Set(shipments.filter((shipped) => shipped.to === party && arrived(shipped).includes(one)).map(({ from }) => from.organisation.name));
    const buyers = new Set(shipments.filter((shipped) => shipped.from === party && arrived(shipped).some(({ lot }) => lot === one.lot)).map(({ to }) => to.organisation.name));
    return [...new Set([...sellers, ...buyers])].sort().map((name) => [name, sellers.has(name), buyers.has(name)]);
  }

  it('are exactly who sold it and to whom it, or a package of its lot, went and was not taken back, whatever was packed, missing or cancelled in between', async () => {
    let [asked, some, none] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { packages, shipments } = await world(seed);
        for (const one of packages.filter((_, i) => i % 3 === 0)) {
          const [placed] = await trade.test.app.get(PlacedUnits).byLink(sgtinLink(trade.gtin, one.serial));
          const lotKeys = (await trade.test.app.get(LotRows).byPrinted([{ gtin: trade.gtin, lot: one.lot }])).map(({ key }) => key);
          for (const party of traders) {
            const found = await trade.test.app.get(ImmediatePartners).of(party.organisation.id, { refs: [placed?.ref ?? ''], lotKeys, anySeller: false });
            const wanted = expected(party, one, shipments);
            expect(found.map(({ mayHave, name, soldToUs }) => [name, soldToUs, mayHave])).toEqual(wanted);
            asked += 1;
            if (wanted.length > 0) some += 1;
            else none += 1;
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    expect(asked).toBe(8 * 6 * 4);
    // A world in which nobody or everybody is concerned would prove nothing.
    expect(Math.min(some, none)).toBeGreaterThan(asked / 20);
  });

  it('of a unit that no record has are all who sold packages of its lot', async () => {
    const lot = `U${(lots += 1)}`;
    const { packages } = await trade.commission(await trade.lot(lot), ['U1', 'U2']);
    await trade.handOver(trade.maker, trade.wholesaler, packages);
    await trade.handOver(trade.wholesaler, trade.pharmacy, packages.slice(0, 1));
    const lotKeys = (await trade.test.app.get(LotRows).byPrinted([{ gtin: trade.gtin, lot }])).map(({ key }) => key);
    const of = (anySeller: boolean) => trade.test.app.get(ImmediatePartners).of(trade.wholesaler.organisation.id, { refs: [], lotKeys, anySeller });
    expect((await of(true)).map(({ mayHave, name, soldToUs }) => [name, soldToUs, mayHave])).toEqual([
      ['Halden Pharma', true, false],
      ['Northside Pharmacy', false, true],
    ]);
    expect((await of(false)).map(({ name }) => name)).toEqual(['Northside Pharmacy']);
  });
});
