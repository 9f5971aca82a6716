import { writeSync } from 'node:fs';
import { newPartySigner } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';

/** Writes 1,000 commands at once to the ledger of a folder and prints each command id as soon as it is acknowledged. */
const directory = process.argv.at(-1) as string;
const registrar = { id: randomId(16), signer: newPartySigner() };
const ledger = await openEmbedded({ directory, clock: () => Date.now(), registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
const world = new LedgerWorld(ledger, registrar, Date.now());
const maker = await world.party('manufacturer');
await Promise.all(
  Array.from({ length: 1_000 }, async () => {
    const command = world.command(maker, 'registerLot', { lot: randomId(32), expires: Date.now() });
    const result = await ledger.submit(world.sign(maker, command));
    if (result.kind === 'receipt') writeSync(1, `ack ${command.commandId}\n`);
  }),
);
await ledger.close();
