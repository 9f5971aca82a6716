import { writeSync } from 'node:fs';
import { newPartySigner } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';

/** Writes to the ledger of a folder from 100 clients at once, until it is killed, and prints each command id as soon as it is acknowledged. */
const directory = process.argv.at(-1) as string;
const registrar = { id: randomId(16), signer: newPartySigner() };
const ledger = await openEmbedded({ directory, clock: () => Date.now(), registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
const world = new LedgerWorld(ledger, registrar, Date.now());
const maker = await world.party('manufacturer');
await Promise.all(
  Array.from({ length: 100 }, async () => {
    for (let i = 0; i < 200; i += 1) {
      const command = world.command(maker, 'registerLot', { lot: randomId(32), expires: Date.now() });
      const result = await ledger.submit(world.sign(maker, command));
      if (result.kind === 'receipt') tell(`ack ${command.commandId}\n`);
    }
  }),
);
await ledger.close();

/** On return it is in the pipe: what was told before the kill was acknowledged before it. */
function tell(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      // The reader is slower than the ledger.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
