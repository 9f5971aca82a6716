import { renameSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fact, LotFact } from '@packtrail/ledger';
import type { NodeStatus } from '@packtrail/ledger/fabric';
import { type OrganisationName, ORGANISATIONS, startProcess, stopProcess } from '@packtrail/ledger/fabric-network';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { alteredCopy } from './altered-copy.ts';
import { network, openWorld } from './open.ts';

const nodeOf = (name: OrganisationName) => {
  const found = network().organisations.find((each) => each.name === name);
  if (!found) throw new Error(`no organisation ${name}`);
  return found.node;
};
const statusOf = async (name: OrganisationName): Promise<NodeStatus> => (await fetch(`${nodeOf(name).url}/status`)).json() as Promise<NodeStatus>;
const cosignatures = (name: OrganisationName, body: string) => fetch(`${nodeOf(name).url}/add-checkpoint`, { method: 'POST', body });

/** Asks again until it holds, or fails with what there is. */
async function eventually<T>(ask: () => Promise<T>, holds: (found: T) => boolean, withinMs = 15_000): Promise<T> {
  for (const until = Date.now() + withinMs; ; await pause(50)) {
    const found = await ask();
    if (holds(found) || Date.now() > until) return found;
  }
}

describe('a node whose log was altered and signed again', () => {
  const { directory } = nodeOf('pharmacy');
  const kept = `${directory}-as-it-was`;
  const others = ORGANISATIONS.filter((name) => name !== 'pharmacy');
  let world: LedgerWorld;
  let lot: string;

  beforeEach(async () => {
    world = await openWorld('manufacturer');
    const maker = await world.party('manufacturer');
    lot = await world.lot(maker);
    const { blockNumber } = await world.done(maker, 'registerLot', { lot: world.newKey(), expires: world.now });
    // Some history on top of what is to be altered, and every node has it.
    for (const name of ORGANISATIONS) await eventually(() => statusOf(name), (status) => status.blockNumber >= blockNumber);
    await stopProcess(network(), 'node-pharmacy');
  });
  afterEach(async () => {
    await Promise.all(ORGANISATIONS.map((name) => stopProcess(network(), `node-${name}`)));
    rmSync(directory, { recursive: true });
    renameSync(kept, directory);
    await Promise.all(ORGANISATIONS.map((name) => startProcess(network(), `node-${name}`)));
    for (const name of ORGANISATIONS) expect(await statusOf(name)).toMatchObject({ stopped: null });
    await world.ledger.close();
  });

  it('stops every node at the first block that differs, by name, and says who stands where', async () => {
    expect((await Promise.all(others.map(statusOf))).map(({ stopped }) => stopped)).toEqual([null, null, null]);
    renameSync(directory, kept);
    const block = await alteredCopy(kept, directory, lot, (fact: Fact) => ({ ...(fact as LotFact), expires: (fact as LotFact).expires + 86_400_000 }));
    await startProcess(network(), 'node-pharmacy');

    for (const name of others) {
      const { stopped } = await eventually(() => statusOf(name), (status) => status.stopped !== null);
      const agreeing = others.filter((each) => each !== name).join(' and ');
      expect(stopped).toBe(`checkpoint of block ${block} is another one at the node pharmacy, and the same as here at ${agreeing}`);
    }
    const { stopped } = await eventually(() => statusOf('pharmacy'), (status) => status.stopped !== null);
    expect(stopped).toMatch(new RegExp(`^checkpoint of block ${block} is another one at the nodes (${others.join('|')}), (${others.join('|')}) and (${others.join('|')})$`));

    // Nobody cosigns anything any more, and what comes on the channel is not written: people must look first.
    const before = await Promise.all(ORGANISATIONS.map(statusOf));
    await world.party('manufacturer');
    const checkpoint = await (await fetch(`${nodeOf('distributor').url}/blocks/${block}/checkpoint`)).text();
    for (const name of ORGANISATIONS) expect((await cosignatures(name, `old 0\n\n${checkpoint}`)).status).toBe(503);
    expect((await Promise.all(ORGANISATIONS.map(statusOf))).map(({ blockNumber }) => blockNumber)).toEqual(before.map(({ blockNumber }) => blockNumber));
  });
});
