import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '@packtrail/ledger';
import { type EmbeddedLedger, openEmbedded } from '@packtrail/ledger/embedded';
import { logSigner, newLogKey } from '../../packages/ledger/src/log/signing.ts';

/** Plays every block of a ledger into a new one of the same name under another log key: what a stranger can make who has read all of it. Ends with `close`. */
export async function remake(original: Ledger): Promise<{ ledger: EmbeddedLedger; close(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-remade-'));
  const signer = logSigner(original.origin, newLogKey());
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'log.key'), signer.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(directory, 'log.vkey'), `${signer.vkey}\n`);
  const first = await original.block(0);
  if (!first?.block.genesis) throw new Error('a ledger without genesis');
  const { at, registrars } = first.block.genesis;
  let now = at;
  const ledger = await openEmbedded({ directory, clock: () => now, registrars });
  for (let number = 1; ; number += 1) {
    const recorded = await original.block(number);
    if (!recorded) break;
    now = recorded.block.at;
    for (const { command, signature } of recorded.block.transactions) {
      const answer = await ledger.submit({ command, signature });
      if (answer.kind !== 'receipt') throw new Error(`the re-made ledger answers ${JSON.stringify(answer)}`);
    }
  }
  return {
    ledger,
    async close() {
      await ledger.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
