import { type SignedCommand, transactionId } from '@packtrail/ledger';
import { CommitError, StatusCode } from '@hyperledger/fabric-gateway';
import { setTimeout as pause } from 'node:timers/promises';
import type { FabricLedger } from '@packtrail/ledger/fabric';
import { type OrganisationName, ORGANISATIONS } from '@packtrail/ledger/fabric-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBMIT } from '../../packages/ledger/src/fabric/channel/transactions.ts';
import { argumentOf } from '../../packages/ledger/src/fabric/gateway/ask-organisation.ts';
import type { PeerConnection } from '../../packages/ledger/src/fabric/gateway/peers.ts';
import { LedgerWorld, type Party } from '../support/ledger-world.ts';
import { openNode, registrar } from './open.ts';
import { allSay, channelBlocks, DISTRIBUTORS_COMMISSION, endorsedBy, mspOf, onChannel, rawPeer, saysEach, withRules } from './raw.ts';

describe('no minority of the organisations decides', () => {
  let nodes: FabricLedger[];
  let world: LedgerWorld;
  let maker: Party, wholesaler: Party;
  let lots: Map<Party, string>;
  let peer: PeerConnection;

  beforeAll(async () => {
    nodes = await Promise.all(ORGANISATIONS.map((name) => openNode(name)));
    world = new LedgerWorld(nodes[1] as FabricLedger, registrar(), Date.now);
    [maker, wholesaler] = [await world.party('manufacturer'), await world.party('wholesale_distributor')];
    lots = new Map([[maker, await world.lot(maker)], [wholesaler, await world.lot(wholesaler)]]);
    peer = rawPeer('distributor');
  });
  afterAll(async () => {
    peer.close();
    await Promise.all(nodes.map((node) => node.close()));
  });

  const commissioning = (by: Party): SignedCommand => world.sign(by, world.command(by, 'commission', { origin: 'own', shipment: null, units: [{ unit: world.newKey(), height: 0, lots: [lots.get(by) as string], contents: '' }] }));

  /** Sends what these organisations alone endorsed to the orderers, and gives the verdict. */
  async function verdictOn(signed: SignedCommand, ...organisations: OrganisationName[]): Promise<string> {
    try {
      await peer.contract.submit(SUBMIT, { arguments: [argumentOf(signed)], endorsingOrganizations: organisations.map(mspOf) });
      return 'VALID';
    } catch (error) {
      if (!(error instanceof CommitError)) throw error;
      return Object.entries(StatusCode).find(([, code]) => code === error.code)?.[0] ?? String(error.code);
    }
  }

  /** Fails when a node has the command in its log, or lacks what was recorded after it. */
  async function expectNowhere(...commands: readonly SignedCommand[]): Promise<void> {
    const after = await world.done(maker, 'registerLot', { lot: world.newKey(), expires: world.now });
    for (const node of nodes) {
      for (let waitedMs = 0; (await node.receipt(after.txId)) === null && waitedMs < 10_000; waitedMs += 50) await pause(50);
      expect(await node.receipt(after.txId)).toMatchObject({ kind: 'receipt' });
      for (const { command } of commands) {
        const [unit] = (JSON.parse(command) as { body: { units: { unit: string }[] } }).body.units;
        expect(await node.receipt(transactionId(command))).toBeNull();
        expect(await node.proof(transactionId(command))).toBeNull();
        expect(await node.fact(`unit/${(JSON.parse(command) as { by: string }).by}/${unit?.unit}`)).toBeUndefined();
      }
    }
  }

  it('calls invalid what one organisation endorsed alone, and what two of four did, and keeps it in no log', async () => {
    const [one, two, three] = [commissioning(maker), commissioning(maker), commissioning(maker)];
    expect(await verdictOn(one, 'distributor')).toBe('ENDORSEMENT_POLICY_FAILURE');
    expect(await verdictOn(two, 'distributor', 'pharmacy')).toBe('ENDORSEMENT_POLICY_FAILURE');
    await expectNowhere(one, two);
    expect(await verdictOn(three, 'distributor', 'pharmacy', 'regulator')).toBe('VALID');
  });

  it('cannot be made to record by two organisations whose rules were altered what the rules of the others refuse', async () => {
    const refused = [commissioning(wholesaler), commissioning(wholesaler), commissioning(wholesaler)] as const;
    await withRules(['distributor', 'pharmacy'], DISTRIBUTORS_COMMISSION, async () => {
      expect(await saysEach(peer, refused[0])).toEqual({ manufacturer: 'ROLE_MAY_NOT', distributor: 'endorses', pharmacy: 'endorses', regulator: 'ROLE_MAY_NOT' });
      // By the two alone, each by itself, and with a third, who does not come along.
      expect(await verdictOn(refused[0], 'distributor', 'pharmacy')).toBe('ENDORSEMENT_POLICY_FAILURE');
      expect(await verdictOn(refused[1], 'pharmacy')).toBe('ENDORSEMENT_POLICY_FAILURE');
      for (const third of ['manufacturer', 'regulator'] as const) await expect(endorsedBy(peer, refused[1], 'distributor', 'pharmacy', third)).rejects.toThrow(/failed to collect enough transaction endorsements/);
      // As everybody sends, on the node of an organisation whose chaincode would.
      expect(await world.ledger.submit(refused[2])).toMatchObject({ kind: 'refusal', refusal: { code: 'ROLE_MAY_NOT' } });
      // What no rule was altered about goes on.
      await expectNowhere(...refused);
    });
    const blocks = await channelBlocks();
    expect(onChannel(blocks, transactionId(refused[0].command)).map(({ code, endorsers }) => ({ code, endorsers }))).toEqual([{ code: StatusCode.ENDORSEMENT_POLICY_FAILURE, endorsers: ['DistributorMSP', 'PharmacyMSP'] }]);
    expect(await saysEach(peer, refused[2])).toEqual(allSay('ROLE_MAY_NOT'));
    await expectNowhere(...refused);
  });
});
