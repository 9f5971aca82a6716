import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner } from '@packtrail/ledger';
import { type EmbeddedOptions, openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';

/** A ledger of its own in a folder of its own, and how to end it. */
export async function newWorld(options: Partial<EmbeddedOptions> = {}): Promise<{ world: LedgerWorld; end: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-bench-'));
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.now();
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }], ...options });
  return {
    world: new LedgerWorld(ledger, registrar, now),
    end: async () => {
      await ledger.close();
      rmSync(directory, { recursive: true });
    },
  };
}
