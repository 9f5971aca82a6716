import { StatusCode } from '@hyperledger/fabric-gateway';
import { transactionId } from '@packtrail/ledger';
import { peerHeight } from '@packtrail/ledger/fabric-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerWorld, named, type Party } from '../support/ledger-world.ts';
import { network, openNode, openWorld, registrar } from './open.ts';
import { channelBlocks, onChannel } from './raw.ts';

const RACES_MAX = 20;

describe('of two who dispense one package at the same moment on the nodes of two organisations', () => {
  let world: LedgerWorld;
  let other: LedgerWorld;
  let maker: Party, pharmacy: Party;
  let lot: string;

  beforeAll(async () => {
    world = await openWorld('pharmacy');
    other = new LedgerWorld(await openNode('distributor'), registrar(), Date.now);
    [maker, pharmacy] = [await world.party('manufacturer'), await world.party('dispenser')];
    lot = await world.lot(maker);
  });
  afterAll(() => Promise.all([world.ledger.close(), other.ledger.close()]));

  const dispensing = (unit: string) => world.sign(pharmacy, world.command(pharmacy, 'dispense', { units: [named(unit)], remainder: 'none' }));

  it('one is recorded, and the other lies in a block of the channel and in no dossier', async () => {
    const lost = await raceUntilOneIsLost();
    const { loser, unit, winner } = lost;
    // Both were endorsed by a majority, and the block names the verdict.
    expect(lost.ofLoser).toEqual([expect.objectContaining({ code: StatusCode.MVCC_READ_CONFLICT })]);
    expect(lost.ofLoser[0]?.endorsers.length).toBeGreaterThanOrEqual(3);
    for (const { ledger } of [world, other]) {
      expect(await ledger.receipt(winner)).toMatchObject({ kind: 'receipt' });
      expect(await ledger.receipt(loser)).toBeNull();
      expect(await ledger.proof(loser)).toBeNull();
      const material = await materialOf(ledger, unit);
      expect(material.map(({ type }) => type)).toEqual(['commission', 'ship', 'receive', 'dispense']);
      expect(material.at(-1)?.txId).toBe(winner);
      expect(material.map(({ txId }) => txId)).not.toContain(loser);
    }
  });

  /** Races until the channel has a dispense that lost by what the other had read before; the sender of that one is told that the package was dispensed. */
  async function raceUntilOneIsLost() {
    for (let race = 0; race < RACES_MAX; race += 1) {
      const from = await peerHeight(network(), 'regulator');
      const [unit] = await world.packages(maker, lot, 1);
      if (unit === undefined) throw new Error('no package');
      const shipment = await world.ship(maker, pharmacy, [named(unit)]);
      const received = await world.done(pharmacy, 'receive', { shipment, units: [named(unit)], missing: [], extra: 0, condition: 'intact' });
      await until(async () => (await other.ledger.receipt(received.txId)) !== null);
      const commands = [dispensing(unit), dispensing(unit)] as const;
      const answers = await Promise.all([world.ledger.submit(commands[0]), other.ledger.submit(commands[1])]);
      const won = answers.findIndex(({ kind }) => kind === 'receipt');
      expect(answers[1 - won]).toMatchObject({ kind: 'refusal', refusal: { code: 'ALREADY_DISPENSED' } });
      const [winner, loser] = [commands[won === 0 ? 0 : 1], commands[won === 0 ? 1 : 0]].map(({ command }) => transactionId(command)) as [string, string];
      await Promise.all([world, other].map(({ ledger }) => until(async () => (await ledger.receipt(winner)) !== null)));
      const ofLoser = onChannel(await channelBlocks(from), loser);
      if (ofLoser.length > 0) return { unit, winner, loser, ofLoser };
    }
    throw new Error(`nobody lost a race in ${RACES_MAX}`);
  }
});

/** What dossiers of a unit are made of: the transactions of the log's blocks that name it. */
async function materialOf(ledger: LedgerWorld['ledger'], unit: string): Promise<{ txId: string; type: string }[]> {
  const found: { txId: string; type: string }[] = [];
  for (let number = 0; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) return found;
    for (const { command, entries } of recorded.block.transactions) {
      if (entries.some((entry) => entry.unit === unit)) found.push({ txId: transactionId(command), type: (JSON.parse(command) as { type: string }).type });
      else if (command.includes(unit)) throw new Error(`${unit} is named by a transaction without an entry for it`);
    }
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const before = Date.now(); !(await holds()); await new Promise((resolve) => setTimeout(resolve, 30))) if (Date.now() - before > 10_000) throw new Error('not within ten seconds');
}
