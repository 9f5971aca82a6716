import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';
import { describeLedger } from './suite.ts';

describeLedger('the embedded ledger', async () => {
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.parse('2026-11-22T12:00:00Z');
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-ledger-'));
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  return new LedgerWorld(ledger, registrar, now);
});
