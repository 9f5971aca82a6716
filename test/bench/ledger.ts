import { randomId, type LedgerWorld, named, type Party } from '../support/ledger-world.ts';
import { median, type Row } from './measure.ts';
import { newWorld } from './world.ts';

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
