import { decodeScan } from 'gs1-barcodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade } from '../testing/trade.ts';

/** What the portal shows of a small trade: one lot, three cases of two, one to the wholesaler, two of its packages to a pharmacy. */
describe('what the portal asks', () => {
  let trade: Trade;
  let lotId: string;
  let cases: string[];
  let packages: string[];
  let shipment: string;

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
    ({ cases, packages } = await trade.commission(lotId, ['P1', 'P2', 'P3', 'P4', 'P5', 'P6'], 2));
    const byCase = await trade.contentsOfCases(cases);
    cases = ['P1', 'P3', 'P5'].map((serial) => byCase.get(serial) ?? '');
    shipment = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [cases[0]], purchaseOrder: 'PO 7/1', despatchAdvice: 'D-1' });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: shipment });
  });
  afterAll(() => trade.test.close());

  const get: Trade['get'] = (who, query, variables) => trade.get(who, query, variables);

  describe('products', () => {
    const input = { name: 'Zetafen', ndc: '0001-0456-01', strength: '5 mg', dosageForm: 'TABLET', netContent: '30 tablets', gtin: '00300010456010' };
    const register = (who: Parameters<Trade['ask']>[0], more = {}) => trade.ask(who, 'mutation ($input: RegisterProductInput!) { registerProduct(input: $input) { id name status manufacturerName gtins { gtin level } } }', { input: { ...input, ...more } });

    it('are registered once by their manufacturer, checked, and found again', async () => {
      expect((await register(trade.maker)).data).toMatchObject({ registerProduct: { name: 'Zetafen', status: 'confirmed', manufacturerName: 'Halden Pharma', gtins: [{ gtin: input.gtin, level: 'package' }] } });
      expect((await register(trade.maker)).errors?.[0]?.extensions.code).toBe('CONFLICT');
      expect((await register(trade.maker, { gtin: '00300010456011' })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
      const page = await get<{ products: { items: { name: string }[]; next: string; total: number } }>(trade.maker, '{ products(first: 1) { items { name } next total } }');
      expect(page.products).toMatchObject({ items: [{ name: 'Epcistra' }], total: 2 });
      const next = await get(trade.maker, 'query ($after: String) { products(first: 1, after: $after) { items { name } next } }', { after: page.products.next });
      expect(next).toEqual({ products: { items: [{ name: 'Zetafen' }], next: null } });
      expect(await get(trade.maker, '{ products(search: "zeta") { items { name } total } }')).toEqual({ products: { items: [{ name: 'Zetafen' }], total: 1 } });
    });
    it('can be confirmed by their owner alone', async () => {
      const { products } = await get<{ products: { items: { id: string }[] } }>(trade.maker, '{ products { items { id } } }');
      const confirm = (who: Parameters<Trade['ask']>[0]) => trade.ask(who, 'mutation ($id: ID!) { confirmProduct(id: $id) { status } }', { id: products.items[0]?.id });
      expect((await confirm(trade.maker)).data).toEqual({ confirmProduct: { status: 'confirmed' } });
      expect((await confirm(trade.wholesaler)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });
  });

  describe('lots', () => {
    const LOT = 'query ($id: ID!) { lot(id: $id) { number expiry registeredBy packageCount recalled counts { state count } places { organisation inStock inTransit quarantined dispensed } product { name gtins { gtin } } } }';

    it('tell their manufacturer where the packages are, by name at its direct consignees alone', async () => {
      await trade.done(trade.wholesaler, 'unpack', { units: packages.slice(0, 2) });
      await trade.handOver(trade.wholesaler, trade.pharmacy, packages.slice(0, 1));
      expect(await get(trade.maker, LOT, { id: lotId })).toMatchObject({
        lot: {
          number: 'A1',
          registeredBy: 'Halden Pharma',
          packageCount: 6,
          recalled: false,
          counts: [{ state: 'ACTIVE', count: 6 }],
          places: [
            { organisation: 'Halden Pharma', inStock: 4, inTransit: 0, quarantined: 0, dispensed: 0 },
            { organisation: 'Meridian Distribution', inStock: 1, inTransit: 0, quarantined: 0, dispensed: 0 },
            { organisation: 'Other trading partners', inStock: 1, inTransit: 0, quarantined: 0, dispensed: 0 },
          ],
        },
      });
    });
    it('show the regulator every name, and leave a line with whose lot it is', async () => {
      const { lot } = await get<{ lot: { places: { organisation: string }[] } }>(trade.regulator, LOT, { id: lotId });
      expect(lot.places.map(({ organisation }) => organisation)).toEqual(['Halden Pharma', 'Meridian Distribution', 'Northside Pharmacy']);
      expect(await get(trade.maker, '{ accessLog(first: 1) { reader subject purpose } }')).toEqual({ accessLog: [{ reader: 'Medicines Authority', subject: 'lot A1', purpose: 'lot: read' }] });
      expect(await get(trade.pharmacy, '{ accessLog(first: 1) { subject } }')).toEqual({ accessLog: [{ subject: 'lot A1' }] });
    });
    it('show another holder what it holds itself, and a stranger nothing', async () => {
      expect(await get(trade.pharmacy, LOT, { id: lotId })).toMatchObject({ lot: { packageCount: 1, places: [{ organisation: 'Northside Pharmacy', inStock: 1 }] } });
      expect(await get(trade.otherPharmacy, LOT, { id: lotId })).toEqual({ lot: null });
      expect(await get(trade.otherPharmacy, '{ lots { total items { number } } }')).toEqual({ lots: { total: 0, items: [] } });
    });
    it('are paged, newest first', async () => {
      trade.now += 1_000;
      await trade.lot('A2');
      const { lots } = await get<{ lots: { items: { number: string }[]; next: string; total: number; asOfBlock: number } }>(trade.maker, '{ lots(first: 1) { items { number } next total asOfBlock } }');
      expect(lots).toMatchObject({ items: [{ number: 'A2' }], total: 2 });
      expect(lots.asOfBlock).toBeGreaterThan(0);
      expect(await get(trade.maker, 'query ($after: String) { lots(first: 1, after: $after) { items { number } next } }', { after: lots.next })).toEqual({ lots: { items: [{ number: 'A1' }], next: null } });
      expect((await trade.ask(trade.maker, '{ lots(after: "nonsense") { total } }')).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    });
  });

  describe('labels', () => {
    const LABELS = 'query ($lotId: ID!, $after: String) { labels(lotId: $lotId, first: 4, after: $after) { items { kind text gtin serial lot expiry sscc productName } next total } }';
    interface Labels {
      labels: { items: { kind: string; text: string; serial: string; gtin: string }[]; next: string | null; total: number };
    }

    it('give every package and case once, each in a barcode that reads back as itself with one separator at most', async () => {
      const seen: Labels['labels']['items'] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { labels }: Labels = await get<Labels>(trade.maker, LABELS, { lotId, after });
        expect(labels.total).toBe(9);
        seen.push(...labels.items);
        after = labels.next;
        more = after !== null;
      }
      expect(seen.map(({ kind }) => kind)).toEqual([...Array<string>(3).fill('CASE'), ...Array<string>(6).fill('PACKAGE')]);
      expect(new Set(seen.map(({ text }) => text)).size).toBe(9);
      for (const { gtin, kind, serial, text } of seen) {
        expect(text.split('\u001d').length - 1).toBe(kind === 'PACKAGE' ? 1 : 0);
        const read = decodeScan(`]d2${text}`);
        expect(read.ok && read.value.kind === 'gs1' && read.value.message).toMatchObject({ gtin, serial, ...(kind === 'PACKAGE' ? { lot: 'A1' } : {}) });
      }
    });
    it('are for who registered the lot alone', async () => {
      for (const who of [trade.wholesaler, trade.pharmacy, trade.regulator]) expect((await trade.ask(who, LABELS, { lotId })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });
  });

  it('counts stock by product and lot, whatever it lies in', async () => {
    const STOCK = 'query ($search: String) { stock(search: $search) { product lot expiry available quarantined inTransit recalled containers } }';
    await trade.done(trade.maker, 'quarantine', { units: [cases[1]], reason: 'dented' });
    expect(await get(trade.maker, STOCK)).toEqual({
      stock: [{ product: 'Epcistra', lot: 'A1', expiry: '2027-11-30', available: 2, quarantined: 2, inTransit: 0, recalled: false, containers: [...cases.slice(1)].sort() }],
    });
    expect(await get(trade.pharmacy, STOCK)).toMatchObject({ stock: [{ lot: 'A1', available: 1, containers: [] }] });
    expect(await get(trade.otherPharmacy, STOCK)).toEqual({ stock: [] });
    expect(await get(trade.pharmacy, STOCK, { search: 'nothing like it' })).toEqual({ stock: [] });
    await trade.done(await trade.confirmer(trade.maker), 'release', { units: [cases[1]], reason: 'only the carton' });
  });

  describe('shipments', () => {
    const LIST = 'query ($direction: Direction!, $state: ShipmentState) { shipments(direction: $direction, state: $state) { items { id state from to packageCount open purchaseOrder despatchAdvice dataArrived stated } total } }';
    const ONE = 'query ($id: ID!) { shipment(id: $id) { id state purpose from fromGln to toGln packageCount units { epc kind packageCount state recalled expired lots { lot count product expiry } } } }';

    it('are listed for sender and receiver, as they were shipped, whatever was taken out since', async () => {
      const line = { id: shipment, state: 'RECEIVED', from: 'Halden Pharma', to: 'Meridian Distribution', packageCount: 2, open: 0, purchaseOrder: 'PO 7/1', despatchAdvice: 'D-1', dataArrived: true, stated: false };
      expect(await get(trade.maker, LIST, { direction: 'OUTBOUND' })).toEqual({ shipments: { items: [line], total: 1 } });
      expect(await get(trade.wholesaler, LIST, { direction: 'INBOUND', state: 'RECEIVED' })).toEqual({ shipments: { items: [line], total: 1 } });
      expect(await get(trade.wholesaler, LIST, { direction: 'INBOUND', state: 'EXPECTED' })).toEqual({ shipments: { items: [], total: 0 } });
      expect(await get(trade.wholesaler, ONE, { id: shipment })).toMatchObject({
        shipment: { purpose: 'SALE', units: [{ epc: cases[0], kind: 'CASE', packageCount: 2, state: 'RECEIVED', recalled: false, expired: false, lots: [{ lot: 'A1', count: 2, product: 'Epcistra', expiry: '2027-11-30' }] }] },
      });
    });
    it('carry the transaction statement of a sale, and none of what is not sold', async () => {
      const STATEMENT = 'query ($id: ID!) { shipment(id: $id) { statement { affirmed legalNotice downloadUrl information { productName lot containerCount } seller { name } buyer { name } } } }';
      expect(await get(trade.wholesaler, STATEMENT, { id: shipment })).toMatchObject({
        shipment: { statement: { affirmed: true, downloadUrl: `/shipments/${shipment}/statement.xml`, information: [{ productName: 'Epcistra', lot: 'A1', containerCount: 2 }], seller: { name: 'Halden Pharma' }, buyer: { name: 'Meridian Distribution' } } },
      });
      const internal = await trade.done(trade.wholesaler, 'ship', { toGln: trade.maker.organisation.gln, units: packages.slice(1, 2), purpose: 'RETURN' });
      expect(await get(trade.maker, STATEMENT, { id: internal })).toEqual({ shipment: { statement: null } });
    });
    it('are expected until they are received or cancelled', async () => {
      const under = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [cases[2]] });
      expect(await get(trade.wholesaler, ONE, { id: under })).toMatchObject({ shipment: { state: 'EXPECTED', units: [{ state: 'IN_TRANSIT', packageCount: 2 }] } });
      await trade.done(trade.maker, 'cancelShipment', { shipmentId: under, reason: 'wrong truck' });
      expect(await get(trade.wholesaler, ONE, { id: under })).toMatchObject({ shipment: { state: 'CANCELLED', units: [{ state: 'CANCELLED' }] } });
    });
    it('are nobody else’s, but the regulator’s, who leaves a line with both parties', async () => {
      for (const who of [trade.pharmacy, trade.otherPharmacy]) expect(await get(who, ONE, { id: shipment })).toEqual({ shipment: null });
      expect(await get(trade.regulator, ONE, { id: shipment })).toMatchObject({ shipment: { id: shipment } });
      for (const who of [trade.maker, trade.wholesaler]) {
        expect(await get(who, '{ accessLog(first: 1) { reader subject } }')).toEqual({ accessLog: [{ reader: 'Medicines Authority', subject: `shipment ${shipment}` }] });
      }
    });
  });
});
