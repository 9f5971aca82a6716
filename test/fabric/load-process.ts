import { createPrivateKey } from 'node:crypto';
import { appendFileSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, partySigner, type SignedCommand, unitRef } from '@packtrail/ledger';
import { connectionOf, type FabricLedger, openFabric } from '@packtrail/ledger/fabric';
import { ORGANISATIONS, type OrganisationName, readNetwork } from '@packtrail/ledger/fabric-network';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';
import { logIn, type OutboxLine, organisationOf, outboxIn, readCast, readOutbox } from './load.ts';

/**
 * Eight clients that send commands over the nodes of four organisations until the process is told to end. A command is in the outbox from before it is sent, and is asked
 * again under the same id until it is answered, also by the next process on the folder. Prints `ack CLIENT` for each receipt.
 */
const folder = process.argv.at(-1) as string;
const cast = readCast(folder);
const network = readNetwork(cast.network);
const parties: Party[] = cast.clients.map(({ id, key }) => ({ id, signer: partySigner(createPrivateKey(key)) }));
let isEnding = false;
process.once('SIGTERM', () => (isEnding = true));

const open = async (organisation: OrganisationName): Promise<[OrganisationName, FabricLedger]> => [
  organisation,
  await openFabric({ directory: logIn(folder, organisation), clock: Date.now, connection: connectionOf(network, organisation) }),
];
const ledgers = new Map(await Promise.all(ORGANISATIONS.map(open)));
const unanswered = pending();
await Promise.all(parties.map((party, client) => work(party, client)));
await Promise.all([...ledgers.values()].map((ledger) => ledger.close()));
process.exit(0);

async function work(party: Party, client: number): Promise<void> {
  const world = new LedgerWorld(ledgers.get(organisationOf(client)) as FabricLedger, party, Date.now);
  const next = parties[(client + 1) % parties.length] as Party;
  const kept = (by: Party, command: Command): SignedCommand => {
    const signed = world.sign(by, command);
    put({ kept: command.commandId, client, signed });
    return signed;
  };
  const send = (by: Party, command: Command) => untilAnswered(world, by, client, command, kept(by, command));

  for (const { signed } of unanswered.filter((each) => each.client === client)) {
    const command = JSON.parse(signed.command) as Command;
    await untilAnswered(world, parties.find(({ id }) => id === command.by) as Party, client, command, signed);
  }
  while (!isEnding) {
    const lot = randomId(32);
    const key = world.newKey();
    const unit = named(unitRef(party.id, key));
    const shipment = randomId(16);
    const steps = [
      () => send(party, world.command(party, 'registerLot', { lot, expires: Date.now() + 365 * 86_400_000 })),
      () => send(party, world.command(party, 'commission', { origin: 'own', shipment: null, units: [{ unit: key, height: 0, lots: [lot], contents: '' }] })),
      () => send(party, world.command(party, 'ship', { shipment, to: next.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units: [unit] })),
      () => send(next, world.command(next, 'receive', { shipment, units: [unit], missing: [], extra: 0, condition: 'intact' })),
    ];
    for (const step of steps) if (!isEnding && !(await step())) break;
  }
}

/** Asks until there is a yes or a no, for as long as it takes; says whether it was a yes. */
async function untilAnswered(world: LedgerWorld, by: Party, client: number, command: Command, first: SignedCommand): Promise<boolean> {
  for (let signed = first; ; ) {
    const answer = await world.ledger.submit(signed);
    const answered = command.commandId;
    if (answer.kind === 'receipt') {
      put({ answered, client, with: 'receipt', txId: answer.txId });
      tell(`ack ${client}`);
      return true;
    }
    if (answer.kind === 'refusal') {
      put({ answered, client, with: 'refusal', code: answer.refusal.code });
      tell(`client ${client}: ${command.type} is refused: ${answer.refusal.message}`);
      return false;
    }
    put({ answered, client, with: 'unknown', code: answer.reason });
    if (answer.reason === 'STALE') signed = world.sign(by, { ...command, at: Date.now() });
    if (answer.reason === 'STOPPED') throw new Error(`the ledger of client ${client} has stopped: ${world.ledger.audit().stopped}`);
    await pause(100);
  }
}

/** What no process before this one got an answer to. */
function pending() {
  const lines = readOutbox(folder);
  const settled = new Set(lines.flatMap((line) => ('answered' in line && line.with !== 'unknown' ? [line.answered] : [])));
  return lines.flatMap((line) => ('kept' in line && !settled.has(line.kept) ? [line] : []));
}

function put(line: OutboxLine): void {
  appendFileSync(outboxIn(folder), `${JSON.stringify(line)}\n`);
}

/** On return it is in the pipe: what was told before a kill was acknowledged before it. */
function tell(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
