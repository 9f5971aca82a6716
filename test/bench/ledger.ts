import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner, type SignedCommand } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';
import { median, type Row } from './measure.ts';

async function newWorld(): Promise<{ world: LedgerWorld; end: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-bench-'));
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.now();
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  return {
    world: new LedgerWorld(ledger, registrar, now),
    end: async () => {
      await ledger.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Durable commands per second from so many clients, signed beforehand, beside appends of the same bytes with one fdatasync for as many. */
export async function commandsPerSecond(clients: number): Promise<Row> {
  const { end, world } = await newWorld();
  const maker = await world.party('manufacturer');
  const count = clients === 1 ? 400 : 4_000;
  const rounds = 5;
  const limits: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const commands = Array.from({ length: count }, () => world.sign(maker, world.command(maker, 'registerLot', { lot: randomId(32), expires: world.now })));
    limits.push(appends(commands, clients));
    ours.push(await submits(world, commands, clients));
  }
  await end();
  return {
    scenario: `commands recorded, ${clients} client${clients === 1 ? '' : 's'}`,
    unit: 'per s',
    limit: { name: `append and fdatasync each ${clients}`, figure: median(limits) },
    ours: median(ours),
    moreIsBetter: true,
    note: 'signature verified, contract run, tree and checkpoint signed',
  };
}

function appends(commands: readonly SignedCommand[], atOnce: number): number {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-append-'));
  const file = openSync(join(directory, 'log'), 'a');
  const start = process.hrtime.bigint();
  for (let i = 0; i < commands.length; i += atOnce) {
    writeSync(file, commands.slice(i, i + atOnce).map(({ command, signature }) => command + signature).join('\n'));
    fdatasyncSync(file);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  closeSync(file);
  rmSync(directory, { recursive: true });
  return commands.length / seconds;
}

async function submits(world: LedgerWorld, commands: readonly SignedCommand[], clients: number): Promise<number> {
  const queue = [...commands];
  const start = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const result = await world.ledger.submit(next);
        if (result.kind !== 'receipt') throw new Error(JSON.stringify(result));
      }
    }),
  );
  return commands.length / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** Shipping 46,080 packages in 24 containers beside shipping 24 packages: the cost follows containers. */
export async function shipOfATruck(): Promise<Row> {
  const { end, world } = await newWorld();
  const maker = await world.party('manufacturer');
  const wholesaler = await world.party('wholesale_distributor');
  const lot = await world.lot(maker);
  // Milliseconds, medians of rounds in which both are shipped in turn.
  const limits: number[] = [];
  const ours: number[] = [];
  const truck = Array.from({ length: 24 }, () => world.pallet(maker, Array.from({ length: 40 }, () => world.packed(maker, [lot], 48))));
  await world.commission(maker, ...truck);
  let holder: Party = maker;
  let other: Party = wholesaler;
  const packages = await world.packages(maker, lot, 24);
  for (let round = 0; round < 11; round += 1) {
    limits.push(await timeShip(world, holder, other, packages));
    ours.push(await timeShip(world, holder, other, truck.map(({ ref }) => ref)));
    [holder, other] = [other, holder];
  }
  await end();
  return { scenario: 'ship of 46,080 packages in 24 containers', unit: 'ms', limit: { name: 'ship of 24 packages', figure: median(limits) }, ours: median(ours), moreIsBetter: false };
}

async function timeShip(world: LedgerWorld, from: Party, to: Party, refs: readonly string[]): Promise<number> {
  const units = refs.map((ref) => named(ref));
  const shipment = randomId(16);
  const signed = world.sign(from, world.command(from, 'ship', { shipment, to: to.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units }));
  const start = process.hrtime.bigint();
  const result = await world.ledger.submit(signed);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.kind !== 'receipt') throw new Error(JSON.stringify(result));
  await world.done(to, 'receive', { shipment, units, missing: [], extra: 0, condition: 'intact' });
  return ms;
}
