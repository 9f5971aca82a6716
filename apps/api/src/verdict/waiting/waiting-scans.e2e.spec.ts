import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TwoNodes } from '../../exchange/testing/two-nodes.ts';
import { codesOf, Trade, type Trader } from '../../testing/trade.ts';

interface Waiting {
  id: string;
  text: string;
  purpose: string;
  verdict: string;
  laterVerdict: string | null;
}
const WAITING = '{ waitingScans { id text purpose verdict laterVerdict } }';

describe('a scan that was made before its data were there', () => {
  let trade: Trade;
  let lotId: string;
  const waiting = async (who: Trader): Promise<Waiting[]> => (await trade.get<{ waitingScans: Waiting[] }>(who, WAITING)).waitingScans;
  const see = (who: Trader, id: string) => trade.ask(who, 'mutation ($id: ID!) { seeWaitingScan(id: $id) }', { id });

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
  });
  afterAll(() => trade.test.close());

  it('waits for its user, is answered anew once the data arrive, and is taken off by having been seen', async () => {
    const text = trade.barcode('L1');
    expect(codesOf(await trade.scan(trade.pharmacy, text, 'RECEIVE'))).toEqual(['NO_DATA_YET']);
    expect(await waiting(trade.pharmacy)).toMatchObject([{ text, purpose: 'RECEIVE', verdict: 'CHECK_NEEDED', laterVerdict: null }]);
    expect(await waiting(await trade.colleague(trade.pharmacy))).toEqual([]);

    const { packages } = await trade.commission(lotId, ['L1']);
    // It is on record now, and still not his who scanned it: no news.
    expect(await waiting(trade.pharmacy)).toMatchObject([{ verdict: 'CHECK_NEEDED', laterVerdict: null }]);
    await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages });
    const [answered] = await waiting(trade.pharmacy);
    expect(answered).toMatchObject({ text, verdict: 'CHECK_NEEDED', laterVerdict: 'MATCHES' });

    const { id } = answered as Waiting;
    expect((await see(trade.otherPharmacy, id)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await see(trade.pharmacy, id)).data).toEqual({ seeWaitingScan: true });
    expect(await waiting(trade.pharmacy)).toEqual([]);
  });

  it('is not told of what its own people did', async () => {
    const { packages } = await trade.commission(lotId, ['O1']);
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages });
    await trade.scan(trade.pharmacy, packages[0] as string, 'DISPENSE');
    expect(await waiting(trade.pharmacy)).toHaveLength(1);
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment });
    expect(await waiting(trade.pharmacy)).toEqual([]);
  });

  it('gives way to a newer scan of the same package', async () => {
    const text = trade.barcode('N1');
    await trade.scan(trade.pharmacy, text);
    await trade.scan(trade.pharmacy, text, 'RECEIVE');
    expect(await waiting(trade.pharmacy)).toMatchObject([{ text, purpose: 'RECEIVE' }]);
  });

  it('does not wait when it matches, and never for a regulator', async () => {
    const { packages } = await trade.commission(lotId, ['M1']);
    await trade.handOver(trade.maker, trade.otherPharmacy, packages);
    await trade.scan(trade.otherPharmacy, packages[0] as string);
    expect(await waiting(trade.otherPharmacy)).toEqual([]);
    await trade.scan(trade.regulator, trade.barcode('NEVER'));
    expect(await waiting(trade.regulator)).toEqual([]);
  });
});

describe('data that come late from another node', () => {
  let nodes: TwoNodes;
  beforeAll(async () => {
    nodes = await TwoNodes.start();
  });
  afterAll(() => nodes.end());
  const waiting = async () => (await nodes.b.get<{ waitingScans: Waiting[] }>(nodes.buyer, WAITING)).waitingScans;

  it('answer a scan that was made before them, and its user is told', async () => {
    const cases = await nodes.commission('B1', ['B1', 'B2'], 2);
    const text = nodes.barcode('B1', 'B1');
    expect(await nodes.scan(text, 'RECEIVE')).toMatchObject({ verdict: 'CHECK_NEEDED', reasons: [{ code: 'NO_DATA_YET' }] });
    await nodes.ship(cases);
    await nodes.b.settle();
    // The ledger alone does not tell which packages they are.
    expect(await waiting()).toMatchObject([{ verdict: 'CHECK_NEEDED', laterVerdict: null }]);
    await nodes.exchange();
    expect(await waiting()).toMatchObject([{ text, verdict: 'CHECK_NEEDED', laterVerdict: 'MATCHES' }]);
  });
});
