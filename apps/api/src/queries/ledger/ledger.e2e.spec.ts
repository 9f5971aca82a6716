import { createHash } from 'node:crypto';
import { verifyCheckpoint, verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../../testing/trade.ts';

interface Line {
  txId: string;
  type: string;
  by: string | null;
  units: number;
  canonical: string;
  signature: string;
}

describe('the ledger as it may be read', () => {
  let trade: Trade;
  let packages: string[];
  let shipped: string;
  const lines = new Map<string, string>();
  const blocks = async (who: Trader) => (await trade.get<{ blocks: { number: number; size: number; transactions: Line[] }[] }>(who, '{ blocks(first: 100) { number size hash checkpoint transactions { txId type by units } } }')).blocks;
  const read = async (who: Trader, txId: string) =>
    (await trade.get<{ transaction: Line | null }>(who, 'query ($txId: ID!) { transaction(txId: $txId) { txId blockNumber position type by at units historical documents canonical signature } }', { txId })).transaction;
  const send = async (who: Trader, name: string, input: object) => {
    const { made, txId = '' } = await trade.send(who, name, input);
    lines.set(name, txId);
    return made ?? '';
  };

  beforeAll(async () => {
    trade = await Trade.start();
    const lotId = await send(trade.maker, 'registerLot', { gtin: trade.gtin, lot: 'A1', expiry: '2027-11-30' });
    await send(trade.maker, 'commission', { lotId, serials: ['L1', 'L2'] });
    packages = ['L1', 'L2'].map((serial) => trade.barcode(serial));
    shipped = await send(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: packages });
    await send(trade.wholesaler, 'receive', { shipmentId: shipped });
  });
  afterAll(() => trade.test.close());

  it('says how far it is checked and shown, and whom one still trusts in the running mode', async () => {
    const { ledger } = await trade.get<{ ledger: { blockNumber: number; projectedTo: number; checkpoint: string; logKey: string; root: string; trust: { current: boolean; stillTrust: string }[] } }>(
      trade.pharmacy,
      '{ ledger { engine mode origin blockNumber transactions auditedTo projectedTo root checkpoint logKey warnings trust { mode current needNotTrust stillTrust } } }',
    );
    expect(ledger).toMatchObject({ engine: 'embedded', mode: 'hosted', warnings: [], projectedTo: ledger.blockNumber });
    expect(await verifyCheckpoint(ledger.checkpoint, ledger.logKey)).toMatchObject({ good: true, checkpoint: { root: ledger.root, blockNumber: ledger.blockNumber } });
    expect(ledger.trust.map(({ current }) => current)).toEqual([true, false, false, false]);
    expect(ledger.trust[0]?.stillTrust).toMatch(/sign as anyone/);
  });

  it('shows a party what names it, and of the rest that there is something', async () => {
    const seen = async (who: Trader) => Object.fromEntries(await Promise.all([...lines].map(async ([name, txId]) => [name, (await read(who, txId))?.type])));
    expect(await seen(trade.maker)).toEqual({ registerLot: 'registerLot', commission: 'commission', ship: 'ship', receive: 'receive' });
    expect(await seen(trade.wholesaler)).toEqual({ registerLot: 'HIDDEN', commission: 'HIDDEN', ship: 'ship', receive: 'receive' });
    expect(await seen(trade.pharmacy)).toEqual({ registerLot: 'HIDDEN', commission: 'HIDDEN', ship: 'HIDDEN', receive: 'HIDDEN' });
    expect(await seen(trade.regulator)).toEqual(await seen(trade.maker));
  });

  it('tells of a hidden transaction neither who, what nor how much', async () => {
    expect(await read(trade.pharmacy, lines.get('ship') ?? '')).toMatchObject({ type: 'HIDDEN', by: null, units: 0, historical: false, documents: [], canonical: '', signature: '' });
    const listed = (await blocks(trade.pharmacy)).flatMap(({ transactions }) => transactions);
    expect(listed.length).toBeGreaterThan(4);
    expect(JSON.stringify(listed)).not.toMatch(/Halden|Meridian|commission|ship/);
    expect(await read(trade.pharmacy, '0'.repeat(64))).toBeNull();
  });

  it('gives to who may read it the signed bytes themselves', async () => {
    const txId = lines.get('ship') ?? '';
    const transaction = await read(trade.wholesaler, txId);
    expect(createHash('sha256').update(transaction?.canonical ?? '').digest('hex')).toBe(txId);
    expect(transaction?.signature).toMatch(/^[0-9a-f]{128}$/);
    expect(transaction).toMatchObject({ by: 'Halden Pharma', units: 2, historical: false });
    expect(await trade.get(trade.maker, '{ accessLog(first: 1) { reader subject } }')).toEqual({ accessLog: [{ reader: 'Meridian Distribution', subject: `transaction ${txId}` }] });
  });

  it('pages blocks from the newest down', async () => {
    const all = await blocks(trade.maker);
    const { blocks: page } = await trade.get<{ blocks: { number: number }[] }>(trade.maker, 'query ($before: BlockNumber) { blocks(before: $before, first: 2) { number } }', { before: all[1]?.number });
    expect(page.map(({ number }) => number)).toEqual(all.slice(2, 4).map(({ number }) => number));
    expect(all.at(-1)?.number).toBe(0);
  });

  it('lists units by their keys: in the order of their lines they would give serials away', async () => {
    const lotId = (await trade.send(trade.maker, 'registerLot', { gtin: trade.gtin, lot: 'A2', expiry: '2027-11-30' })).made;
    const serials = Array.from({ length: 8 }, (_, i) => `S${i}`);
    const sent = [await trade.send(trade.maker, 'commission', { lotId, serials })];
    sent.push(await trade.send(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: serials.map((serial) => trade.barcode(serial)) }));
    sent.push(await trade.send(trade.wholesaler, 'receive', { shipmentId: sent[1]?.made }));
    for (const { txId = '' } of sent) {
      const { body } = JSON.parse((await read(trade.maker, txId))?.canonical ?? '{}') as { body: { units: { unit: string }[] } };
      const keys = body.units.map(({ unit }) => unit.slice(-64));
      expect(keys).toHaveLength(8);
      expect(keys).toEqual([...keys].sort());
    }
  });

  describe('a dossier', () => {
    const dossierOf = async (who: Trader, text: string) => (await trade.get<{ dossier: string | null }>(who, 'query ($text: String!) { dossier(text: $text) }', { text })).dossier;

    it('is checked by the verifier alone, under the key of the log', async () => {
      const { ledger } = await trade.get<{ ledger: { logKey: string } }>(trade.wholesaler, '{ ledger { logKey } }');
      const checked = await verifyDossier((await dossierOf(trade.wholesaler, packages[1] ?? '')) ?? '', ledger.logKey);
      expect(checked).toMatchObject({ good: true });
      expect(checked.good && checked.steps.at(-1)?.txId).toBe(lines.get('receive'));
    });
    it('ends with the newest step that the asker had a part in', async () => {
      await trade.handOver(trade.wholesaler, trade.pharmacy, packages.slice(0, 1));
      const newest = async (who: Trader) => {
        const { steps } = JSON.parse((await dossierOf(who, packages[0] ?? '')) ?? '{"steps":[]}') as { steps: { command: string }[] };
        return JSON.parse(steps[0]?.command ?? '{}') as { type?: string; by?: string };
      };
      expect(await newest(trade.maker)).toMatchObject({ type: 'ship', by: trade.maker.organisation.id });
      expect(await newest(trade.wholesaler)).toMatchObject({ type: 'ship', by: trade.wholesaler.organisation.id });
      expect(await newest(trade.pharmacy)).toMatchObject({ type: 'receive', by: trade.pharmacy.organisation.id });
      expect(await newest(trade.regulator)).toMatchObject({ type: 'receive', by: trade.pharmacy.organisation.id });
    });
    it('is not there for a stranger, nor of what nobody recorded', async () => {
      expect(await dossierOf(trade.otherPharmacy, packages[0] ?? '')).toBeNull();
      expect(await dossierOf(trade.maker, trade.barcode('NEVER'))).toBeNull();
      expect(await dossierOf(trade.maker, 'hello')).toBeNull();
    });
  });
});
