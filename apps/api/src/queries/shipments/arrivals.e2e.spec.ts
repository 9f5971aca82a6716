import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../../testing/trade.ts';

interface Unit {
  epc: string;
  container: string | null;
  kind: string;
  product: string | null;
  lot: string | null;
  recalled: boolean;
}
interface Step {
  bizStep: string;
  completeness: string | null;
}

/** A tote of three packages of two lots, one of them recalled, and a loose package, on their way to a pharmacy. */
describe('at the dock', () => {
  let trade: Trade;
  let tote: string;
  let shipment: string;
  const inside = ['T1', 'T2', 'R1'];

  beforeAll(async () => {
    trade = await Trade.start();
    await trade.commission(await trade.lot('A1'), ['T1', 'T2', 'L1']);
    await trade.commission(await trade.lot('R9'), ['R1']);
    const packages = [trade.barcode('T1'), trade.barcode('T2'), trade.barcode('R1', 'R9')];
    tote = `(00)${await trade.done(trade.maker, 'pack', { units: packages })}`;
    shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [tote, trade.barcode('L1')], purchaseOrder: 'NS-77', despatchAdvice: 'D-9' });
    await trade.recall(trade.maker, ['R9']);
  });
  afterAll(() => trade.test.close());

  const arrival = async (who: Trader, text: string) => (await trade.get<{ arrival: { shipmentIds: string[]; isPackage: boolean } }>(who, 'query ($text: String!) { arrival(text: $text) { shipmentIds isPackage } }', { text })).arrival;
  const expected = async (who: Trader) => (await trade.get<{ expectedUnits: { units: Unit[]; whole: boolean } | null }>(who, 'query ($id: ID!) { expectedUnits(shipmentId: $id) { units { epc container kind product lot recalled } whole } }', { id: shipment })).expectedUnits;
  const receipts = async (serial: string, lot?: string): Promise<(string | null)[]> => {
    const { scan } = await trade.get<{ scan: { pedigree: { steps: Step[] } } }>(trade.pharmacy, 'query ($text: String!) { scan(text: $text) { pedigree { steps { bizStep completeness } } } }', { text: trade.barcode(serial, lot) });
    return scan.pedigree.steps.filter(({ bizStep }) => bizStep === 'receiving').map(({ completeness }) => completeness);
  };

  it('a container, a package in it, a loose one, an SSCC typed bare and a number on the papers each lead to their shipment', async () => {
    expect(await arrival(trade.pharmacy, tote)).toEqual({ shipmentIds: [shipment], isPackage: false });
    expect(await arrival(trade.pharmacy, trade.barcode('T2'))).toEqual({ shipmentIds: [shipment], isPackage: true });
    expect(await arrival(trade.pharmacy, trade.barcode('L1'))).toEqual({ shipmentIds: [shipment], isPackage: true });
    for (const typed of [tote.slice(4), 'NS-77', 'D-9', ' NS-77 ']) expect((await arrival(trade.pharmacy, typed)).shipmentIds).toEqual([shipment]);
  });
  it('what is under way to another, or to nobody, leads nowhere', async () => {
    expect(await arrival(trade.otherPharmacy, tote)).toEqual({ shipmentIds: [], isPackage: false });
    expect((await arrival(trade.otherPharmacy, 'NS-77')).shipmentIds).toEqual([]);
    for (const text of ['', '   ', 'NS-78', trade.barcode('NONE')]) expect((await arrival(trade.pharmacy, text)).shipmentIds).toEqual([]);
  });
  it('leaves no scan behind', async () => {
    expect(await trade.get(trade.pharmacy, '{ scans { text } }')).toEqual({ scans: [] });
  });
  it('a text of any length is bounded', async () => {
    expect((await trade.ask(trade.pharmacy, 'query ($text: String!) { arrival(text: $text) { isPackage } }', { text: 'x'.repeat(4_001) })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('the receiver is told every package that is to be found, and where; nobody else is', async () => {
    const told = await expected(trade.pharmacy);
    expect(told?.whole).toBe(true);
    const of = (serial: string) => told?.units.find(({ epc }) => epc === `(01)${trade.gtin}(21)${serial}`);
    expect(told?.units).toHaveLength(5);
    expect(told?.units.find(({ epc }) => epc === tote)).toEqual({ epc: tote, container: null, kind: 'CASE', product: null, lot: null, recalled: false });
    expect(inside.map((serial) => of(serial)?.container)).toEqual([tote, tote, tote]);
    expect(of('L1')).toMatchObject({ container: null, kind: 'PACKAGE', product: 'Epcistra', lot: 'A1', recalled: false });
    expect(of('R1')).toMatchObject({ lot: 'R9', recalled: true });
    for (const who of [trade.maker, trade.wholesaler, trade.otherPharmacy]) expect(await expected(who)).toBeNull();
  });

  it('what was scanned is received as verified; what is absent stays under way and is told to its sender', async () => {
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment, units: [tote], missing: [trade.barcode('T2')], absent: [trade.barcode('L1')], completeness: 'VERIFIED' });
    expect(await receipts('T1')).toEqual(['VERIFIED']);
    expect((await expected(trade.pharmacy))?.units.map(({ epc }) => epc).sort()).toEqual([`(01)${trade.gtin}(21)L1`, `(01)${trade.gtin}(21)T2`]);
    const { exceptions } = await trade.get<{ exceptions: { items: { shipmentId: string; items: { kind: string; name: string }[] }[] } }>(trade.pharmacy, '{ exceptions { items { shipmentId items { kind name } } } }');
    expect(exceptions.items).toEqual([{ shipmentId: shipment, items: [expect.objectContaining({ kind: 'DATA_NO_PRODUCT', name: expect.stringContaining('T2') }), expect.objectContaining({ kind: 'DATA_NO_PRODUCT', name: expect.stringContaining('L1') })] }]);
  });
  it('what comes after all is received by inference, and says so', async () => {
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment });
    expect(await receipts('L1')).toEqual(['INFERRED']);
    expect(await receipts('T2')).toEqual(['INFERRED']);
  });
  it('a package that was not in its container is told as missing then, not as received', async () => {
    const { scan } = await trade.get<{ scan: { pedigree: { steps: Step[] } } }>(trade.pharmacy, 'query ($text: String!) { scan(text: $text) { pedigree { steps { bizStep completeness } } } }', { text: trade.barcode('T2') });
    expect(scan.pedigree.steps.slice(-2)).toEqual([{ bizStep: 'missing', completeness: null }, { bizStep: 'receiving', completeness: 'INFERRED' }]);
  });
  it('named units of which nothing is said are neither', async () => {
    await trade.commission(await trade.lot('A3'), ['N1']);
    const another = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [trade.barcode('N1', 'A3')] });
    await trade.done(trade.pharmacy, 'receive', { shipmentId: another, units: [trade.barcode('N1', 'A3')] });
    expect(await receipts('N1', 'A3')).toEqual([null]);
  });
});
