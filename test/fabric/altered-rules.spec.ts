import { setTimeout as pause } from 'node:timers/promises';
import type { FabricLedger } from '@packtrail/ledger/fabric';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';
import { openNode, registrar } from './open.ts';
import { type Alteration, DISTRIBUTORS_COMMISSION, LOTS_LAST_LONGER, NOBODY_REGISTERS_LOTS, withRules } from './raw.ts';

describe('an organisation whose rules were altered', () => {
  let node: FabricLedger;
  let world: LedgerWorld;
  let maker: Party, wholesaler: Party;
  let lot: string;

  beforeAll(async () => {
    node = await openNode('manufacturer', { compareEvery: 3 });
    world = new LedgerWorld(node, registrar(), Date.now);
    [maker, wholesaler] = [await world.party('manufacturer'), await world.party('wholesale_distributor')];
    lot = await world.lot(wholesaler);
  });
  afterAll(() => node.close());

  const lots = async (count: number): Promise<string[]> => {
    const kept: string[] = [];
    for (let i = 0; i < count; i += 1) kept.push((await world.done(maker, 'registerLot', { lot: randomId(32), expires: 1_000 })).txId);
    return kept;
  };

  it('is not named while there is none', async () => {
    await lots(4);
    expect(node.dissent()).toEqual([]);
  });

  it('is not taken for one when many act on the same goods at once, and peers are now and then a block apart', async () => {
    const nodes = await Promise.all([openNode('manufacturer', { compareEvery: 1 }), openNode('pharmacy', { compareEvery: 1 })]);
    const worlds = nodes.map((each) => new LedgerWorld(each, registrar(), Date.now));
    try {
      const made = await world.lot(maker);
      for (let round = 0; round < 3; round += 1) {
        const [unit] = await world.packages(maker, made, 1);
        const decommission = { units: [named(unit as string)], reason: 'lost' as const };
        // One after another through the time in which a block comes to one peer and then to the next.
        const codes = await Promise.all(
          Array.from({ length: 30 }, async (_, i) => {
            await pause(15 * i);
            return (worlds[i % 2] as LedgerWorld).code(maker, 'decommission', decommission);
          }),
        );
        expect(codes.sort()).toEqual([...Array<string>(29).fill('ALREADY_DECOMMISSIONED'), 'done']);
      }
      for (const each of nodes) expect(each.dissent()).toEqual([]);
    } finally {
      await Promise.all(nodes.map((each) => each.close()));
    }
  });

  it('is named by its endorsement, and no other, when it would write something else; and commands go on being recorded', async () => {
    const sent = await withRules(['pharmacy'], LOTS_LAST_LONGER, () => lots(7));
    const found = node.dissent();
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { mspId, others, said, txId } of found) {
      expect([mspId, sent.includes(txId)]).toEqual(['PharmacyMSP', true]);
      expect(said).toMatch(/^writes to lot\/.*"expires":86401000/);
      expect(others).toMatch(/^write to lot\/.*"expires":1000/);
    }
    await lots(4);
    expect(node.dissent()).toEqual(found);
  });

  it('is named when it would endorse what the others refuse', async () => {
    const before = node.dissent().length;
    await withRules(['regulator'], DISTRIBUTORS_COMMISSION, async () => {
      const commission = { origin: 'own' as const, shipment: null, units: [{ unit: randomId(32), height: 0, lots: [lot], contents: '' }] };
      for (let i = 0; i < 3; i += 1) expect(await world.code(wholesaler, 'commission', commission)).toBe('ROLE_MAY_NOT');
    });
    const [found, ...older] = node.dissent();
    expect(older).toHaveLength(before);
    expect(found).toMatchObject({ mspId: 'RegulatorMSP', said: expect.stringMatching(/^endorses \d writes/) as string, others: expect.stringContaining('ROLE_MAY_NOT') as string });
  });

  it.each<[string, Alteration]>([
    ['would write something else', LOTS_LAST_LONGER],
    ['refuses what the others do not', NOBODY_REGISTERS_LOTS],
  ])('is named at the first command also when it is one’s own and %s, and the others endorse in its place', async (_, alteration) => {
    const never = await openNode('manufacturer', { compareEvery: 0, timeoutMs: 20_000 });
    const alone = new LedgerWorld(never, registrar(), Date.now);
    try {
      await withRules(['manufacturer'], alteration, async () => {
        for (let i = 0; i < 3; i += 1) {
          const { blockNumber } = await alone.done(maker, 'registerLot', { lot: randomId(32), expires: 1_000 });
          const endorsers = never.channelBlock(blockNumber)?.transactions.map((each) => each.endorsers);
          expect(endorsers).toEqual([['DistributorMSP', 'PharmacyMSP', 'RegulatorMSP']]);
        }
      });
      expect(never.dissent().map(({ mspId }) => mspId)).toEqual(['ManufacturerMSP']);
    } finally {
      await never.close();
    }
  });
});
