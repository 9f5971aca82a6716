import { hash, randomBytes } from 'node:crypto';
import { named, type PackedContainer, type Party, randomId, within } from '../support/ledger-world.ts';
import { median, perSecond, type Row } from './measure.ts';
import { newWorld } from './world.ts';

const PER_CASE = 48;
const CASES_PER_COMMAND = 1_000;
type World = Awaited<ReturnType<typeof newWorld>>['world'];
type Case = PackedContainer & { keys: string[] };

/** Commissioning a million packages in cases, their trees made and their commands signed and recorded, beside the two hashes that a package takes in any tree. */
export async function commissionOfAMillion(): Promise<Row> {
  const { end, world } = await newWorld();
  const count = 1_000_000;
  const maker = await world.party('manufacturer');
  const lot = await world.lot(maker);
  const keys = Array.from({ length: count }, () => randomBytes(32).toString('hex'));
  const limit = perSecond(count, () => {
    for (const key of keys) hash('sha256', hash('sha256', key, 'hex'), 'hex');
  });
  const start = process.hrtime.bigint();
  for (let at = 0; at < count; at += PER_CASE * CASES_PER_COMMAND) {
    const cases: Case[] = [];
    for (let from = at; from < Math.min(count, at + PER_CASE * CASES_PER_COMMAND); from += PER_CASE) cases.push(world.packed(maker, [lot], PER_CASE, { keys: keys.slice(from, from + PER_CASE) }));
    await world.commission(maker, ...cases);
  }
  const ours = count / (Number(process.hrtime.bigint() - start) / 1e9);
  await end();
  return { scenario: 'commission of 1,000,000 packages in cases of 48', unit: 'packages per s', limit: { name: 'two hashes a package', figure: limit }, ours, moreIsBetter: true };
}

/** The cost of a command on a ledger of 5,000,000 packages beside the same on one of 10,000, in turn. */
export async function costBySize(): Promise<Row[]> {
  const small = await filled(10_000);
  const large = await filled(5_000_000);
  const rows: Row[] = [];
  try {
    for (const [name, act] of Object.entries(ACTS)) {
      const figures = { small: [] as number[], large: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        figures.small.push(await act(small, round));
        figures.large.push(await act(large, round));
      }
      rows.push({
        scenario: `${name}, on a ledger of 5,000,000 packages`,
        unit: 'ms',
        limit: { name: 'on one of 10,000', figure: median(figures.small) },
        ours: median(figures.large),
        moreIsBetter: false,
        note: 'at most 1.5 times is promised',
      });
    }
  } finally {
    await small.end();
    await large.end();
  }
  return rows;
}

const ROUNDS = 60;

interface Filled {
  readonly world: World;
  readonly end: () => Promise<void>;
  readonly maker: Party;
  readonly pharmacy: Party;
  /** At the pharmacy, spread over the whole ledger. */
  readonly cases: readonly Case[];
}

async function filled(packages: number): Promise<Filled> {
  const { end, world } = await newWorld();
  const maker = await world.party('manufacturer');
  const pharmacy = await world.party('dispenser');
  const lot = await world.lot(maker);
  const all = Math.ceil(packages / PER_CASE);
  const every = Math.max(1, Math.floor(all / 200));
  const kept: Case[] = [];
  for (let made = 0; made < all; ) {
    const cases = Array.from({ length: Math.min(CASES_PER_COMMAND, all - made) }, () => world.packed(maker, [lot], PER_CASE));
    await world.commission(maker, ...cases);
    for (const [i, each] of cases.entries()) if ((made + i) % every === 0) kept.push(each);
    made += cases.length;
  }
  await world.handOver(maker, pharmacy, kept.slice(0, 200).map(({ ref }) => named(ref)));
  return { world, end, maker, pharmacy, cases: kept };
}

/** Each gives the milliseconds that one command took. */
const ACTS: Record<string, (on: Filled, round: number) => Promise<number>> = {
  'dispensing a package from its case': ({ cases, maker, pharmacy, world }, round) => {
    const from = cases[round] as Case;
    return timed(world, pharmacy, 'dispense', { units: [within(maker.id, from.keys[round % PER_CASE] as string, from)], remainder: 'none' });
  },
  'shipping 20 cases': ({ cases, maker, pharmacy, world }, round) => {
    const units = cases.slice(100 + (round % 4) * 20, 120 + (round % 4) * 20).map(({ ref }) => named(ref));
    return shipAndBack(world, { from: pharmacy, to: maker, units });
  },
  'commissioning 20 cases': ({ maker, world }) => {
    const cases = Array.from({ length: 20 }, () => ({ unit: randomId(32), height: 1, lots: [] as string[], contents: randomId(32) }));
    return timed(world, maker, 'commission', { origin: 'own', shipment: null, units: cases });
  },
};

async function timed<T extends Parameters<World['command']>[1]>(world: World, by: Party, type: T, body: Parameters<typeof world.command<T>>[2]): Promise<number> {
  const signed = world.sign(by, world.command(by, type, body));
  const start = process.hrtime.bigint();
  const result = await world.ledger.submit(signed);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.kind !== 'receipt') throw new Error(JSON.stringify(result));
  return ms;
}

/** Times the shipping; then the goods come back, for the next round. */
async function shipAndBack(world: World, { from, to, units }: { from: Party; to: Party; units: ReturnType<typeof named>[] }): Promise<number> {
  const shipment = randomId(16);
  const ms = await timed(world, from, 'ship', { shipment, to: to.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units });
  await world.done(to, 'receive', { shipment, units, missing: [], extra: 0, condition: 'intact' });
  await world.handOver(to, from, units);
  return ms;
}
