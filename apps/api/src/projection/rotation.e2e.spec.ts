import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateKey } from '@packtrail/ledger/embedded';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, describe, expect, it } from 'vitest';
import { PARTS } from '../parts.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { freshDatabase } from '../testing/database.ts';
import { Trade } from '../testing/trade.ts';
import { Projector } from './projector.ts';

describe('a node whose log took new keys', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-rotation-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('starts again on the same read model, and gives dossiers that hold under the first key', async () => {
    const database = await freshDatabase();
    const trade = await Trade.start({ databaseUrl: database.url, config: { dataDir } });
    const clock = () => trade.now;
    const lot = await trade.lot('R1');
    const { cases, packages } = await trade.commission(lot, ['R1', 'R2'], 2);
    await trade.handOver(trade.maker, trade.pharmacy, cases);
    await trade.test.close();
    const vkey = readFileSync(join(dataDir, 'ledger', 'log.vkey'), 'utf8').trim();

    const rotations = [await rotateKey({ directory: join(dataDir, 'ledger'), clock }), await rotateKey({ directory: join(dataDir, 'ledger'), clock })];
    const again: TestApp = await startTestApp({ parts: PARTS, databaseUrl: database.url, config: { dataDir }, clock: { now: () => new Date(trade.now) } });
    expect(await again.app.get(Projector).projectedTo()).toBe(rotations[1]?.blockNumber);
    const { data } = await again.ask('query ($text: String!) { dossier(text: $text) ledger { logKey handovers warnings } blocks(first: 1) { number transactions { txId } } }', { text: packages[0] }, { token: trade.pharmacy.token });
    expect(data).toMatchObject({ ledger: { logKey: rotations[1]?.to, warnings: [] }, blocks: [{ number: rotations[1]?.blockNumber, transactions: [] }] });
    const { dossier } = data as { dossier: string };
    for (const [known, key] of [vkey, rotations[0]?.to, rotations[1]?.to].entries()) expect(await verifyDossier(dossier, key ?? '')).toMatchObject({ good: true, handovers: 2 - known });
    await again.app.get(Projector).rebuild();
    expect(await again.app.get(Projector).projectedTo()).toBe(rotations[1]?.blockNumber);
    await again.close();
    await database.drop();
  });
});
