import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessLog } from '../../access/access-log.ts';
import { UserRole } from '../../identity/user-role.ts';
import { codesOf, Trade, type Trader } from '../../testing/trade.ts';

const RECALL = `query ($id: ID!) { recall(id: $id) { state class organisation mine proposedBy confirmedAt csvUrl lots { gtin lot product expiry }
  holders { organisation named inStock inTransit quarantined dispensed acknowledged } affected { lot product inStock inTransit quarantined dispensed containers }
  acknowledgement { found notFound dispensed } totals { packages inStock inTransit quarantined dispensed holders } } }`;
const PROPOSE = 'mutation ($input: ProposeRecallInput!) { proposeRecall(input: $input) { id state mine } }';

interface Shown {
  recall: {
    state: string;
    holders: { organisation: string; named: boolean; inStock: number; inTransit: number; quarantined: number; dispensed: number; acknowledged: boolean }[];
    affected: { inStock: number; inTransit: number; quarantined: number; dispensed: number; containers: string[] }[];
    totals: { packages: number; inStock: number; inTransit: number; quarantined: number; dispensed: number; holders: number };
  } | null;
}

/**
 * One lot of twelve packages in four places: two cases with the maker, one of them on its way to the wholesaler; a case with the wholesaler,
 * one of whose packages is on its way to the second pharmacy; a case with the pharmacy, which has dispensed one and holds one in quarantine.
 */
describe('a recall', () => {
  let trade: Trade;
  let second: Trader;
  let stays: string;
  let id: string;
  let inbound: string;
  const lines = new Map<string, object>();
  const text = { class: 'I', depth: 'CONSUMER', reason: 'Glass in the bottle', instructions: 'Quarantine and return.', contact: 'recall@example.com' };
  const propose = (who: Trader, lots: { gtin: string; lot: string }[]) => trade.ask(who, PROPOSE, { input: { lots, ...text } });
  const show = (who: Trader) => trade.get<Shown>(who, RECALL, { id });

  beforeAll(async () => {
    trade = await Trade.start();
    second = await trade.colleague(trade.maker);
    const lotId = await trade.lot('R1');
    const clean = await trade.lot('C1');
    const { cases } = await trade.commission(lotId, Array.from({ length: 12 }, (_, i) => `R${String(i).padStart(2, '0')}`), 3);
    await trade.commission(clean, ['C01', 'C02']);
    const byCase = await trade.contentsOfCases(cases);
    // Packages are packed in the order of their serials, three a case.
    const [first = '', away = '', wholesale = '', retail = ''] = ['R00', 'R03', 'R06', 'R09'].map((serial) => byCase.get(serial) ?? '');
    stays = first;
    await trade.handOver(trade.maker, trade.wholesaler, [wholesale, retail]);
    await trade.handOver(trade.wholesaler, trade.pharmacy, [retail]);
    await trade.done(trade.wholesaler, 'unpack', { units: [trade.barcode('R06', 'R1')] });
    inbound = await trade.done(trade.wholesaler, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: [trade.barcode('R06', 'R1')] });
    await trade.done(trade.pharmacy, 'dispense', { units: [trade.barcode('R09', 'R1')] });
    await trade.done(trade.pharmacy, 'quarantine', { units: [trade.barcode('R10', 'R1')], reason: 'torn' });
    await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [away] });
    lines.set('Halden Pharma', { inStock: 3, inTransit: 3, quarantined: 0, dispensed: 0 });
    lines.set('Meridian Distribution', { inStock: 2, inTransit: 1, quarantined: 0, dispensed: 0 });
    lines.set('Northside Pharmacy', { inStock: 1, inTransit: 0, quarantined: 1, dispensed: 1 });
  });
  afterAll(() => trade.test.close());

  it('shows before it is proposed what it would stop, and which lots nobody knows', async () => {
    const preview = 'query ($lots: [LotRefInput!]!) { recallPreview(lots: $lots) { lots { lot product expiry } unknown totals { packages inStock inTransit quarantined dispensed holders } } }';
    const lots = [{ gtin: trade.gtin, lot: 'R1' }, { gtin: trade.gtin, lot: 'NEVER' }];
    expect(await trade.get(trade.maker, preview, { lots })).toEqual({
      recallPreview: {
        lots: [{ lot: 'R1', product: 'Epcistra', expiry: '2027-11-30' }],
        unknown: [`${trade.gtin} NEVER`],
        totals: { packages: 12, inStock: 6, inTransit: 4, quarantined: 1, dispensed: 1, holders: 3 },
      },
    });
    expect((await trade.ask(trade.pharmacy, preview, { lots })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is proposed by a manufacturer for its own lots alone, and by nobody but manufacturer and regulator', async () => {
    const lots = [{ gtin: trade.gtin, lot: 'R1' }];
    for (const who of [trade.wholesaler, trade.pharmacy]) expect((await propose(who, lots)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await propose(trade.maker, [{ gtin: trade.gtin, lot: 'NEVER' }])).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { data } = await propose(trade.maker, lots);
    expect(data).toMatchObject({ proposeRecall: { state: 'DRAFT', mine: true } });
    id = (data as { proposeRecall: { id: string } }).proposeRecall.id;
  });

  it('stops nothing and is shown to nobody else while it is a draft', async () => {
    expect(codesOf(await trade.scan(trade.pharmacy, trade.barcode('R11', 'R1')))).not.toContain('RECALLED');
    for (const who of [trade.pharmacy, trade.wholesaler, trade.regulator]) expect(await show(who)).toEqual({ recall: null });
    expect((await show(second)).recall?.state).toBe('DRAFT');
  });

  it('is refused to its proposer with FORBIDDEN, and to other organisations as unknown', async () => {
    const confirm = async (who: Trader) => (await trade.ask(who, 'mutation ($input: ConfirmRecallInput!) { confirmRecall(input: $input) { __typename } }', { input: { commandId: trade.commandId(), id } })).errors?.[0];
    expect(await confirm(trade.maker)).toMatchObject({ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('second person') as string });
    expect((await confirm(trade.regulator))?.extensions.code).toBe('NOT_FOUND');
    expect((await confirm(trade.pharmacy))?.extensions.code).toBe('FORBIDDEN');
    expect((await show(second)).recall?.state).toBe('DRAFT');
  });

  it('comes into force by a second person, once, and answers a repeat with the first receipt', async () => {
    const commandId = trade.commandId();
    const first = await trade.send(second, 'confirmRecall', { commandId, id });
    expect(first).toMatchObject({ repeated: false, made: id });
    expect(await trade.send(second, 'confirmRecall', { commandId, id })).toMatchObject({ repeated: true, txId: first.txId });
    await expect(trade.send(second, 'confirmRecall', { id })).rejects.toThrow('CONFLICT');
    expect(await show(second)).toMatchObject({ recall: { state: 'ISSUED', class: 'I', mine: true, proposedBy: trade.maker.user.name, lots: [{ lot: 'R1', product: 'Epcistra', expiry: '2027-11-30' }] } });
  });

  it('counts right at each holder: in stock, in transit, quarantined and dispensed', async () => {
    const { recall } = await show(trade.regulator);
    expect(recall?.holders.map(({ organisation }) => organisation)).toEqual([...lines.keys()].sort());
    for (const holder of recall?.holders ?? []) expect(holder).toMatchObject({ ...lines.get(holder.organisation), named: true });
    expect(recall?.totals).toEqual({ packages: 12, inStock: 6, inTransit: 4, quarantined: 1, dispensed: 1, holders: 3 });
  });

  it('names to the manufacturer its direct consignees alone, and adds up the others', async () => {
    const { recall } = await show(trade.maker);
    expect(recall?.holders.map(({ named, organisation }) => [organisation, named])).toEqual([
      ['Halden Pharma', true],
      ['Meridian Distribution', true],
      ['Other trading partners', false],
    ]);
    expect(recall?.holders.at(-1)).toMatchObject(lines.get('Northside Pharmacy') as object);
    expect(recall?.totals.packages).toBe(12);
  });

  it('shows a holder its own line and nobody else’s', async () => {
    const { recall } = await show(trade.pharmacy);
    expect(recall?.holders).toEqual([{ organisation: 'Northside Pharmacy', named: true, ...lines.get('Northside Pharmacy'), acknowledged: false }]);
    expect(recall?.affected).toMatchObject([lines.get('Northside Pharmacy')]);
    expect(recall?.totals.packages).toBe(3);
    expect(JSON.stringify(recall)).not.toMatch(/Meridian/);
  });

  it('reaches who is about to receive what is recalled', async () => {
    const { recall } = await show(trade.otherPharmacy);
    expect(recall?.affected).toMatchObject([{ inStock: 0, inTransit: 1, quarantined: 0, dispensed: 0 }]);
    expect(await trade.get(trade.otherPharmacy, '{ recalls { affected { inTransit } } }')).toEqual({ recalls: [{ affected: [{ inTransit: 1 }] }] });
  });

  it('makes the next scan anywhere say do not use, with the reason and the instructions', async () => {
    for (const [who, serial] of [[trade.maker, 'R00'], [trade.wholesaler, 'R07'], [trade.pharmacy, 'R11'], [trade.pharmacy, 'R10'], [trade.otherPharmacy, 'R06'], [trade.otherPharmacy, 'R01'], [trade.regulator, 'R04']] as const) {
      const scanned = await trade.scan(who, trade.barcode(serial, 'R1'), 'DISPENSE');
      expect([serial, scanned.verdict]).toEqual([serial, 'DO_NOT_USE']);
      expect(codesOf(scanned)).toContain('RECALLED');
      expect(scanned.recall).toMatchObject({ reason: text.reason, instructions: text.instructions });
    }
    expect((await trade.scan(trade.maker, trade.barcode('C01', 'C1'))).verdict).toBe('MATCHES');
  });

  it('refuses to sell or dispense what is recalled, lets it be received into quarantine, returned and destroyed', async () => {
    expect(await trade.send(trade.pharmacy, 'dispense', { units: [trade.barcode('R11', 'R1')] })).toMatchObject({ code: 'RECALLED' });
    expect(await trade.send(trade.pharmacy, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: [trade.barcode('R10', 'R1')] })).toMatchObject({ code: 'HELD' });
    expect(await trade.send(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [stays] })).toMatchObject({ code: 'RECALLED' });
    await trade.done(trade.otherPharmacy, 'receive', { shipmentId: inbound });
    expect((await show(trade.otherPharmacy)).recall?.affected).toMatchObject([{ inStock: 0, inTransit: 0, quarantined: 1 }]);
    await trade.done(trade.otherPharmacy, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [trade.barcode('R06', 'R1')], purpose: 'RETURN' });
    await trade.done(trade.pharmacy, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [trade.barcode('R10', 'R1')], purpose: 'DESTRUCTION' });
    const { recall } = await show(trade.regulator);
    expect(recall?.totals).toEqual({ packages: 12, inStock: 6, inTransit: 5, quarantined: 0, dispensed: 1, holders: 4 });
  });

  it('is answered by a holder: the counts stay here, the issuer sees that it answered', async () => {
    await trade.done(trade.pharmacy, 'acknowledgeRecall', { id, found: 1, notFound: 0, dispensed: 1, note: 'shelf 4' });
    expect(await show(trade.pharmacy)).toMatchObject({ recall: { acknowledgement: { found: 1, notFound: 0, dispensed: 1 } } });
    const holders = (await show(trade.regulator)).recall?.holders ?? [];
    expect(holders.filter(({ acknowledged }) => acknowledged).map(({ organisation }) => organisation)).toEqual(['Northside Pharmacy']);
    expect(await show(trade.maker)).toMatchObject({ recall: { acknowledgement: null } });
    await expect(trade.send(trade.pharmacy, 'acknowledgeRecall', { id: '0'.repeat(32), found: 0, notFound: 0, dispensed: 0 })).rejects.toThrow('NOT_FOUND');
  });

  it('hands the list out as a file, as far as the asker may see, without a page of the portal being shadowed', async () => {
    const load = (who: Trader | null, path = `/recalls/${id}.csv`) => trade.test.app.inject({ method: 'GET', url: path, headers: who ? { authorization: `Bearer ${who.token}` } : {} });
    const all = await load(trade.regulator);
    expect(all.headers['content-type']).toContain('text/csv');
    expect(all.body.split('\r\n').map((line) => line.split(',')[0])).toEqual(['Holder', 'Halden Pharma', 'Meridian Distribution', 'Northside Pharmacy', 'Southside Pharmacy', '']);
    const own = await load(trade.pharmacy);
    expect(own.body.split('\r\n')).toHaveLength(3);
    expect((await load(null)).statusCode).toBe(401);
    expect((await load(trade.regulator, `/recalls/${'0'.repeat(32)}.csv`)).statusCode).toBe(404);
    expect((await load(trade.regulator, `/recalls/${id}`)).headers['content-type']).not.toContain('text/csv');
  });

  it('cannot be withdrawn once it is in force; a draft can', async () => {
    const withdraw = (who: Trader, which: string) => trade.ask(who, 'mutation ($id: ID!) { withdrawRecall(id: $id) { state } }', { id: which });
    expect((await withdraw(trade.maker, id)).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const { data } = await propose(trade.maker, [{ gtin: trade.gtin, lot: 'C1' }]);
    const draft = (data as { proposeRecall: { id: string } }).proposeRecall.id;
    expect((await withdraw(trade.regulator, draft)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await withdraw(trade.maker, draft)).data).toEqual({ withdrawRecall: { state: 'WITHDRAWN' } });
    await expect(trade.send(second, 'confirmRecall', { id: draft })).rejects.toThrow('CONFLICT');
  });

  it('leaves a line with each holder whose counts the regulator read', async () => {
    const log = await trade.test.app.get(AccessLog).about(trade.pharmacy.organisation.id, 100);
    expect(log).toContainEqual(expect.objectContaining({ reader: 'Medicines Authority', subject: `recall ${id}` }));
  });

  it('of a regulator stops a lot that no manufacturer recalled', async () => {
    const other = await trade.colleague(trade.regulator, UserRole.REGULATOR);
    const { data } = await propose(trade.regulator, [{ gtin: trade.caseGtin, lot: 'C1' }]);
    await trade.done(other, 'confirmRecall', { id: (data as { proposeRecall: { id: string } }).proposeRecall.id });
    expect((await trade.scan(trade.maker, trade.barcode('C02', 'C1'))).verdict).toBe('DO_NOT_USE');
  });
});
