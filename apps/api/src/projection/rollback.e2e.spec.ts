import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PARTS } from '../parts.ts';
import { startTestApp } from '../testing/app.ts';
import { freshDatabase } from '../testing/database.ts';
import { Organisations } from '../identity/organisations.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { aGln } from '../testing/people.ts';

describe('a ledger that is not the one this node has seen', () => {
  const ADDRESS = { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' };
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-rollback-'));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is refused at start when its file was rolled back to yesterday, and taken again when the newest one is restored', async () => {
    const database = await freshDatabase();
    const start = () => startTestApp({ parts: PARTS, databaseUrl: database.url, config: { dataDir } });
    const join_ = async (app: Awaited<ReturnType<typeof start>>, n: number) =>
      app.app.get(Organisations).create({ name: `Party ${n}`, gln: aGln(n), kinds: [TradingPartnerKind.DISPENSER], gs1Prefixes: [], address: ADDRESS });
    const first = await start();
    await join_(first, 10);
    await first.app.close();
    cpSync(join(dataDir, 'ledger'), join(dataDir, 'yesterday'), { recursive: true });

    const second = await start();
    await join_(second, 20);
    await second.app.close();
    cpSync(join(dataDir, 'ledger'), join(dataDir, 'today'), { recursive: true });

    rmSync(join(dataDir, 'ledger'), { recursive: true });
    cpSync(join(dataDir, 'yesterday'), join(dataDir, 'ledger'), { recursive: true });
    await expect(start()).rejects.toThrow(/The ledger has been rolled back: this node has seen block 2/);

    rmSync(join(dataDir, 'ledger'), { recursive: true });
    cpSync(join(dataDir, 'today'), join(dataDir, 'ledger'), { recursive: true });
    const third = await start();
    await join_(third, 30);
    await third.app.close();
    await database.drop();
  });
});
