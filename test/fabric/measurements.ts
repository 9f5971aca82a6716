import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectionOf, openFabric, PeerConnection } from '@packtrail/ledger/fabric';
import { deployBeside, type Network } from '@packtrail/ledger/fabric-network';
import { median, type Row } from '../bench/measure.ts';
import { LedgerWorld, named, type PackedContainer, type Party, randomId } from '../support/ledger-world.ts';
import { type Cpu, cpuSince, cpuSoFar, sumOf } from './cpu.ts';
import { bundleNaiveContract } from './naive-contract/bundle.ts';
import { onTemporaryNetwork } from './temporary-network.ts';

/** A truck: 24 pallets of 40 cases of 48 packages. */
const TRUCK = { pallets: 24, cases: 40, packages: 48 } as const;
const PER_TRUCK = TRUCK.pallets * TRUCK.cases * TRUCK.packages;

interface Bench {
  readonly network: Network;
  readonly world: LedgerWorld;
  readonly naive: PeerConnection;
  readonly print: (line: string) => void;
}

const PARTS = { commission: commissions, handoff: handoffs, commands } as const;

/** The ledger on Fabric beside a contract with a key a package, on one network, in one run: every figure in turn with its limit. `asked`: names of parts; all when there is none. */
export async function fabricBench(print: (line: string) => void, asked: readonly string[] = []): Promise<Row[]> {
  const unknown = asked.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new Error(`there is no ${unknown} to measure: ${Object.keys(PARTS).join(', ')}`);
  return onTemporaryNetwork(async ({ folder, network, registrar }) => {
    const beside = await deployBeside(network, { name: 'naive', bundle: await bundleNaiveContract(folder) });
    const { identity, peers: [peer], ...channel } = connectionOf(beside, 'manufacturer');
    if (!peer) throw new Error('the network has no peer');
    const naive = new PeerConnection(peer, identity, channel);
    const ledger = await openFabric({ directory: join(folder, 'log'), clock: Date.now, connection: connectionOf(network, 'manufacturer') });
    try {
      const bench: Bench = { network, naive, print, world: new LedgerWorld(ledger, registrar, Date.now) };
      const rows: Row[] = [];
      for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) rows.push(...(await part(bench)));
      return rows;
    } finally {
      naive.close();
      await ledger.close();
    }
  });
}

/** Packages a second that come into being, packed. */
async function commissions({ naive, network, print, world }: Bench): Promise<Row[]> {
  const maker = await world.party('manufacturer');
  const lot = await world.lot(maker);
  // Identifiers are there before anything is recorded of them.
  const keys = (count: number) => Array.from({ length: count }, () => world.newKey());
  const create = (perTransaction: number, transactions: number, atOnce: number) => {
    const ready = Array.from({ length: transactions }, () => JSON.stringify(keys(perTransaction)));
    return measured(network, transactions * perTransaction, transactions, atOnce, async () => {
      await naive.contract.submitTransaction('create', ready.pop() as string, maker.id);
    });
  };
  const trees = (transactions: number, atOnce: number, perCommand = 1) => {
    const ready = Array.from({ length: transactions }, () => Array.from({ length: perCommand }, () => keys(1_000)));
    return measured(network, transactions * perCommand * 1_000, transactions, atOnce, () => world.commission(maker, ...(ready.pop() ?? []).map((each) => world.packed(maker, [lot], 1_000, { keys: each }))));
  };
  const trucks = (transactions: number, atOnce: number) => {
    const ready = Array.from({ length: transactions }, () => keys(PER_TRUCK));
    return measured(network, transactions * PER_TRUCK, transactions, atOnce, () => world.commission(maker, ...truckOf(world, maker, lot, ready.pop() as string[])));
  };
  const figures = { single: [] as number[], hundred: [] as number[], thousand: [] as number[], trees: [] as number[], twenty: [] as number[], trucks: [] as number[] };
  await create(100, 16, 8);
  await trees(64, 32);
  for (let round = 0; round < 3; round += 1) {
    figures.single.push((await create(1, 500, 64)).perSecond);
    figures.hundred.push((await create(100, 60, 16)).perSecond);
    figures.thousand.push((await create(1_000, 8, 4)).perSecond);
    figures.trees.push((await trees(256, 64)).perSecond);
    figures.twenty.push((await trees(36, 12, 20)).perSecond);
    figures.trucks.push((await trucks(12, 6)).perSecond);
  }
  print(`naive commission, packages per s: one a transaction ${told(figures.single)}; 100 a transaction ${told(figures.hundred)}; 1,000 a transaction ${told(figures.thousand)}`);
  print(`ours, packages per s: trees of 1,000 ${told(figures.trees)}, twenty a command ${told(figures.twenty)}; trucks of ${PER_TRUCK.toLocaleString('en-US')} ${told(figures.trucks)}`);
  const [best, perTransaction] = median(figures.hundred) > median(figures.thousand) ? [median(figures.hundred), '100'] : [median(figures.thousand), '1,000'];
  const limits = [
    { name: 'a key a package, one a transaction, 64 clients', figure: median(figures.single) },
    { name: `a key a package, ${perTransaction} a transaction`, figure: best },
  ];
  const scenarios = [
    { scenario: 'Fabric: commission and pack trees of 1,000 packages, one a command, roots made meanwhile', ours: median(figures.trees) },
    { scenario: 'Fabric: the same, twenty a command', ours: median(figures.twenty) },
    { scenario: `Fabric: commission and pack trucks of ${PER_TRUCK.toLocaleString('en-US')} packages, one a command, roots made meanwhile`, ours: median(figures.trucks) },
  ];
  return scenarios.flatMap((each) => limits.map((limit) => ({ ...each, unit: 'packages per s', limit, moreIsBetter: true })));
}

/** Packages a second that change hands. The naive contract moves a part of a truck, and its figure is that part's. */
async function handoffs({ naive, network, print, world }: Bench): Promise<Row[]> {
  const [maker, wholesaler] = [await world.party('manufacturer'), await world.party('wholesale_distributor')];
  const lot = await world.lot(maker);
  const keys = Array.from({ length: 8 }, () => Array.from({ length: 500 }, () => world.newKey()));
  for (const each of keys) await naive.contract.submitTransaction('create', JSON.stringify(each), maker.id);
  const alone = Array.from({ length: 500 }, () => world.newKey());
  await naive.contract.submitTransaction('create', JSON.stringify(alone), maker.id);
  const atOnce = 32;
  // What is in them does not matter for handing them over: one tree of contents serves all.
  const contents = truckOf(world, maker, lot, Array.from({ length: PER_TRUCK }, () => world.newKey()));
  const trucks = Array.from({ length: atOnce }, () => contents.map(({ line, tree }): PackedContainer => {
    const unit = world.newKey();
    return { ref: `${maker.id}/${unit}`, tree, line: { ...line, unit } };
  }));
  for (const truck of trucks) await world.commission(maker, ...truck);
  let [holder, other]: [Party, Party] = [maker, wholesaler];
  const figures = { naive: [] as number[], single: [] as number[], one: [] as number[], many: [] as number[] };
  let cpu = '';
  for (let round = 0; round < 4; round += 1) {
    const batches = keys.flatMap((each) => [each.slice(0, 250), each.slice(250)]);
    const moved = await measured(network, 4_000, batches.length, 4, async () => {
      await naive.contract.submitTransaction('transfer', JSON.stringify(batches.pop()), holder.id, other.id);
    });
    const single = [...alone];
    const oneByOne = await measured(network, single.length, single.length, 64, async () => void (await naive.contract.submitTransaction('transfer', JSON.stringify([single.pop()]), holder.id, other.id)));
    const [first, ...rest] = [...trucks];
    const one = await measured(network, PER_TRUCK, 1, 1, () => world.handOver(holder, other, (first ?? []).map(({ ref }) => named(ref))));
    const many = await measured(network, rest.length * PER_TRUCK, rest.length, atOnce, () => world.handOver(holder, other, (rest.pop() ?? []).map(({ ref }) => named(ref))));
    // The first round finds cold caches.
    if (round > 0) {
      figures.naive.push(moved.perSecond);
      figures.single.push(oneByOne.perSecond);
      figures.one.push(one.perSecond);
      figures.many.push(many.perSecond);
      cpu = `ms of CPU a truck: ${many.cpu}; naive, a transaction of 250: ${moved.cpu}`;
    }
    [holder, other] = [other, holder];
  }
  print(`handoff, packages per s: naive ${told(figures.naive)} over 4,000 packages, 250 a transaction, and ${told(figures.single)} over ${alone.length}, one a transaction; ours one truck at a time ${told(figures.one)}, ${atOnce - 1} trucks at once ${told(figures.many)}`);
  print(`  ${cpu}`);
  const limit = { name: 'an update a package, 250 a transaction, 4,000 packages', figure: median(figures.naive) };
  const single = { name: 'an update a package, one a transaction, 64 clients, 500 packages', figure: median(figures.single) };
  const truck = `24 containers, ${PER_TRUCK.toLocaleString('en-US')} packages`;
  const naiveS = PER_TRUCK / limit.figure;
  return [
    { scenario: `Fabric: ship and receive a truck (${truck}), one at a time`, unit: 'packages per s', limit, ours: median(figures.one), moreIsBetter: true, note: `a truck in ${(PER_TRUCK / median(figures.one)).toFixed(2)} s, naive ${naiveS.toFixed(0)} s by extrapolation` },
    { scenario: `Fabric: the same, ${atOnce - 1} trucks at once`, unit: 'packages per s', limit, ours: median(figures.many), moreIsBetter: true },
    { scenario: `Fabric: the same, ${atOnce - 1} trucks at once`, unit: 'packages per s', limit: single, ours: median(figures.many), moreIsBetter: true },
  ];
}

/** Commands of one thing each, by how many clients wait for their answer at once. */
async function commands({ naive, network, print, world }: Bench): Promise<Row[]> {
  const maker = await world.party('manufacturer');
  const rows: Row[] = [];
  for (const [clients, count] of [[1, 30], [32, 800], [128, 1_600]] as const) {
    const figures = { naive: [] as Measured[], ours: [] as Measured[] };
    for (let round = 0; round < 3; round += 1) {
      figures.naive.push(await measured(network, count, count, clients, async () => void (await naive.contract.submitTransaction('create', JSON.stringify([randomId(32)]), maker.id))));
      figures.ours.push(await measured(network, count, count, clients, async () => void (await world.done(maker, 'registerLot', { lot: randomId(32), expires: Date.now() }))));
    }
    const of = (which: 'naive' | 'ours', what: 'cpuMs' | 'perSecond') => median(figures[which].map((each) => each[what]));
    const with_ = `${clients} client${clients === 1 ? '' : 's'}`;
    print(`${with_}, per s: naive ${told(figures.naive.map((each) => each.perSecond))}, ours ${told(figures.ours.map((each) => each.perSecond))}; ms of CPU each: naive ${told(figures.naive.map((each) => each.cpuMs))}, ours ${told(figures.ours.map((each) => each.cpuMs))}`);
    print(`  by kind of process: naive ${figures.naive.at(-1)?.cpu}; ours ${figures.ours.at(-1)?.cpu}`);
    rows.push(
      { scenario: `Fabric: commands recorded, ${with_}`, unit: 'per s', limit: { name: 'one key created, unsigned', figure: of('naive', 'perSecond') }, ours: of('ours', 'perSecond'), moreIsBetter: true },
      { scenario: `Fabric: CPU a command over all processes, ${with_}`, unit: 'ms', limit: { name: 'one key created, unsigned', figure: of('naive', 'cpuMs') }, ours: of('ours', 'cpuMs'), moreIsBetter: false },
    );
  }
  return rows;
}

interface Measured {
  readonly perSecond: number;
  /** Milliseconds of CPU for each call, over all processes. */
  readonly cpuMs: number;
  /** The same, kind of process by kind, told. */
  readonly cpu: string;
}

/** `calls` calls by so many clients, each with one under way; how many of the things that they make are made in a second. */
async function measured(network: Network, things: number, calls: number, clients: number, call: () => Promise<void>): Promise<Measured> {
  // What the last measurement left to do in the background is no cost of this one.
  await pause(500);
  let left = calls;
  const [before, start] = [cpuSoFar(network), process.hrtime.bigint()];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left > 0) {
        left -= 1;
        await call();
      }
    }),
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const cpu = cpuSince(before, cpuSoFar(network));
  return { perSecond: things / seconds, cpuMs: sumOf(cpu) / calls, cpu: byKind(cpu, calls) };
}

function truckOf(world: LedgerWorld, maker: Party, lot: string, keys: readonly string[]): PackedContainer[] {
  let next = 0;
  const packedCase = () => {
    next += TRUCK.packages;
    return world.packed(maker, [lot], TRUCK.packages, { keys: keys.slice(next - TRUCK.packages, next) });
  };
  return Array.from({ length: TRUCK.pallets }, () => world.pallet(maker, Array.from({ length: TRUCK.cases }, packedCase)));
}

const byKind = (cpu: Cpu, calls: number): string => [...cpu].map(([kind, ms]) => `${kind} ${(ms / calls).toFixed(1)}`).join(', ');
const told = (figures: readonly number[]): string => figures.map((each) => (each >= 100 ? Math.round(each).toLocaleString('en-US') : each.toPrecision(3))).join(' / ');
