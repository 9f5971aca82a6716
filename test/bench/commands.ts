import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf, type SignedCommand, verifyCommand } from '@packtrail/ledger';
import { median, type Row } from './measure.ts';
import { type LedgerWorld, randomId } from '../support/ledger-world.ts';
import { newWorld } from './world.ts';

const CLIENTS = [1, 16, 64, 256, 1_024] as const;
const ROUNDS = 7;
/** Long enough that settling behind the commits is part of every round. */
const COUNT = { 1: 600, 16: 6_000, 64: 12_000, 256: 24_000, 1_024: 24_000 } as const;
type Clients = (typeof CLIENTS)[number];

/**
 * Durable commands per second, signed beforehand, by how many clients wait for their answer at once; with signatures verified beside bare
 * P-256 verification as parallel as the machine allows, and with signatures off beside appends of the same bytes with one fdatasync for as many,
 * and beside the same appends where each client waits for its own: what queued while the last sync ran goes into the next.
 */
export async function commandsPerSecond(): Promise<Row[]> {
  const verified = await newWorld();
  const unverified = await newWorld({ verifySignature: () => Promise.resolve(true) });
  const rows: Row[] = [];
  try {
    const makers = { verified: await verified.world.party('manufacturer'), unverified: await unverified.world.party('manufacturer') };
    for (const clients of CLIENTS) {
      const figures = { appends: [] as number[], awaited: [] as number[], signatures: [] as number[], verified: [] as number[], unverified: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const commands = lots(verified.world, makers.verified, COUNT[clients]);
        figures.signatures.push(await verifications(commands.slice(0, 4_000), makers.verified.signer.spki, clients));
        figures.verified.push(await submits(verified.world, commands, clients));
        figures.appends.push(appends(commands, clients));
        figures.awaited.push(await awaitedAppends(commands, clients));
        figures.unverified.push(await submits(unverified.world, lots(unverified.world, makers.unverified, COUNT[clients]), clients));
      }
      const common = { unit: 'per s', moreIsBetter: true };
      const with_ = `${clients.toLocaleString('en-US')} client${clients === 1 ? '' : 's'}`;
      rows.push(
        { ...common, scenario: `commands recorded, ${with_}`, limit: { name: `P-256 verifications, ${clients} at once`, figure: median(figures.signatures) }, ours: median(figures.verified) },
        { ...common, scenario: `the same with signatures off, ${with_}`, limit: { name: `append and fdatasync each ${clients}`, figure: median(figures.appends) }, ours: median(figures.unverified) },
        { ...common, scenario: `the same beside appends that are waited for, ${with_}`, limit: { name: `appends by ${clients} at once`, figure: median(figures.awaited) }, ours: median(figures.unverified) },
      );
    }
  } finally {
    await verified.end();
    await unverified.end();
  }
  return rows;
}

const lots = (world: LedgerWorld, maker: Parameters<LedgerWorld['sign']>[0], count: number): SignedCommand[] =>
  Array.from({ length: count }, () => world.sign(maker, world.command(maker, 'registerLot', { lot: randomId(32), expires: world.now })));

function appends(commands: readonly SignedCommand[], atOnce: Clients): number {
  const { append, end } = newFile();
  const start = process.hrtime.bigint();
  for (let i = 0; i < commands.length; i += atOnce) append(commands.slice(i, i + atOnce));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  end();
  return commands.length / seconds;
}

async function awaitedAppends(commands: readonly SignedCommand[], clients: Clients): Promise<number> {
  const { append, end } = newFile();
  let waiting: { signed: SignedCommand; done: () => void }[] = [];
  const write = (): void => {
    const batch = waiting;
    waiting = [];
    append(batch.map(({ signed }) => signed));
    for (const { done } of batch) done();
  };
  const figure = await byClients(commands, clients, (signed) => {
    if (waiting.length === 0) setImmediate(write);
    return new Promise<void>((done) => waiting.push({ signed, done }));
  });
  end();
  return figure;
}

/** A file that commands are appended to, durable when `append` returns. */
function newFile(): { append: (commands: readonly SignedCommand[]) => void; end: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-append-'));
  const file = openSync(join(directory, 'log'), 'a');
  return {
    append(commands) {
      writeSync(file, commands.map(({ command, signature }) => command + signature).join('\n'));
      fdatasyncSync(file);
    },
    end() {
      closeSync(file);
      rmSync(directory, { recursive: true });
    },
  };
}

async function verifications(commands: readonly SignedCommand[], spki: string, atOnce: Clients): Promise<number> {
  const key = publicKeyOf(spki);
  return byClients(commands, atOnce, async (signed) => {
    if (!(await verifyCommand(signed, key))) throw new Error('a signature does not fit');
  });
}

const submits = (world: LedgerWorld, commands: readonly SignedCommand[], clients: Clients): Promise<number> =>
  byClients(commands, clients, async (signed) => {
    const result = await world.ledger.submit(signed);
    if (result.kind !== 'receipt') throw new Error(JSON.stringify(result));
  });

/** So many clients, each with one command under way at a time; commands per second. */
async function byClients(commands: readonly SignedCommand[], clients: Clients, work: (signed: SignedCommand) => Promise<void>): Promise<number> {
  let next = 0;
  const start = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < commands.length) {
        const signed = commands[next] as SignedCommand;
        next += 1;
        await work(signed);
      }
    }),
  );
  return commands.length / (Number(process.hrtime.bigint() - start) / 1e9);
}
