import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { Trade } from '../../testing/trade.ts';

describe('what a shipment states, by DSCSA', () => {
  let trade: Trade;
  let packages: string[];
  const next = () => [packages.pop() ?? ''];
  const shown = async (id: string, who = trade.wholesaler) =>
    (await trade.get<{ shipment: { statement: { affirmed: boolean } | null; exemption: string | null; dropShipmentFor: string | null; returns: string[] } }>(who, `{ shipment(id: "${id}") { statement { affirmed } exemption dropShipmentFor returns } }`)).shipment;
  const sell = (more: object = {}) => trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: next(), ...more });

  beforeAll(async () => {
    trade = await Trade.start();
    const lot = await trade.lot('D1');
    ({ packages } = await trade.commission(lot, Array.from({ length: 20 }, (_, i) => `D${i}`)));
  });
  afterAll(() => trade.test.close());

  it('states the transaction of a sale, and says why where none is due', async () => {
    expect(await shown(await sell())).toMatchObject({ statement: { affirmed: true }, exemption: null });
    const exempt = await sell({ exemption: 'EMERGENCY' });
    expect(await shown(exempt)).toMatchObject({ statement: null, exemption: 'EMERGENCY' });
    expect((await trade.send(trade.wholesaler, 'receive', { shipmentId: exempt })).txId).toBeDefined();
  });

  it('refuses to receive what was sold without a statement, and nothing is recorded', async () => {
    const shipment = await sell();
    // As where the sender's node has sent its goods' data without it: here the record itself would not let it go.
    const database = trade.test.app.get(Database);
    await expect(database.query('delete from record.document')).rejects.toThrow(/six years/);
    await database.query('alter table record.document disable trigger keep');
    await database.query("delete from record.document d using readmodel.shipment s where s.id = $1 and d.command_id = s.by_command and d.biz_step = 'transaction_statement'", [shipment]);
    const extra = trade.barcode('D19', 'D1');
    expect(await trade.send(trade.wholesaler, 'receive', { shipmentId: shipment, extra: [extra] })).toMatchObject({ code: 'STATEMENT_MISSING' });
    expect((await trade.get<{ exceptions: { open: number } }>(trade.wholesaler, '{ exceptions { open } }')).exceptions.open).toBe(0);
    expect(await trade.get(trade.wholesaler, `{ shipment(id: "${shipment}") { state open } }`)).toMatchObject({ shipment: { state: 'EXPECTED', open: 1 } });
  });

  it('needs no statement within a company, and none for a return', async () => {
    const units = next();
    const sold = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: sold });
    const inside = await trade.done(trade.wholesaler, 'ship', { toGln: trade.wholesaler.site.gln, units, purpose: 'INTERNAL' });
    expect(await shown(inside)).toMatchObject({ statement: null, exemption: null });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: inside });
    const back = await trade.done(trade.wholesaler, 'ship', { toGln: trade.maker.organisation.gln, units, purpose: 'RETURN' });
    expect((await shown(back)).statement).toBeNull();
    await trade.done(trade.maker, 'receive', { shipmentId: back });
  });

  it('ties a return to the shipments that the goods came by, in a case or out of it', async () => {
    const lot = await trade.lot('D2');
    const { cases } = await trade.commission(lot, ['R1', 'R2', 'R3', 'R4'], 2);
    const [one = '', two = ''] = cases;
    const first = await trade.handOver(trade.maker, trade.wholesaler, [one]);
    const second = await trade.handOver(trade.maker, trade.wholesaler, [two]);
    const [serial = ''] = [...(await trade.contentsOfCases([one]))].map(([each]) => each);
    const loose = trade.barcode(serial, 'D2');
    await trade.done(trade.wholesaler, 'unpack', { units: [loose] });
    const back = await trade.done(trade.wholesaler, 'ship', { toGln: trade.maker.organisation.gln, units: [loose, two], purpose: 'RETURN' });
    expect((await shown(back)).returns).toEqual([first, second].sort());
  });

  it('names the wholesaler of a drop shipment, which never handles the goods', async () => {
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: next(), dropShipmentFor: trade.wholesaler.organisation.gln });
    expect(await shown(shipment, trade.pharmacy)).toMatchObject({ dropShipmentFor: trade.wholesaler.organisation.gln, statement: { affirmed: true } });
    const file = await trade.test.app.inject({ url: `/shipments/${shipment}/statement.xml`, headers: { authorization: `Bearer ${trade.pharmacy.token}` } });
    expect(file.body).toMatch(/dropShipment>true</);
  });

  it.each([
    [{ purpose: 'RETURN', exemption: 'SAMPLE' }, 'BAD_EVENT'],
    [{ custodyOnly: true, dropShipmentFor: '0614141000012' }, 'BAD_EVENT'],
    [{ dropShipmentFor: '0399999999991' }, 'UNKNOWN_PARTNER'],
  ])('refuses %j', async (more, code) => {
    expect(await trade.send(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: next(), ...more })).toMatchObject({ code });
  });
});
