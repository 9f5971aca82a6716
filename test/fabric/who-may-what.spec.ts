import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { status } from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { newPartySigner } from '@packtrail/ledger';
import { connectionOf } from '@packtrail/ledger/fabric';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoConfig } from '../../packages/ledger/src/fabric/network/crypto-config.ts';
import { organisationMaterial, placesIn } from '../../packages/ledger/src/fabric/network/folder.ts';
import type { ClientIdentity, PeerConnection } from '../../packages/ledger/src/fabric/gateway/peers.ts';
import { type LedgerWorld, type Party, randomId } from '../support/ledger-world.ts';
import { network, openNode, openWorld, registrar } from './open.ts';
import { allSay, rawPeer, saysEach } from './raw.ts';

describe('who may what on a Fabric network', () => {
  let world: LedgerWorld;
  let atDistributor: LedgerWorld;
  let maker: Party, wholesaler: Party;
  let peer: PeerConnection;

  beforeAll(async () => {
    [world, atDistributor] = await Promise.all([openWorld('manufacturer'), openWorld('distributor')]);
    [maker, wholesaler] = [await world.party('manufacturer'), await world.party('wholesale_distributor')];
    peer = rawPeer('distributor');
  });
  afterAll(async () => {
    peer.close();
    await Promise.all([world.ledger.close(), atDistributor.ledger.close()]);
  });

  const commissioning = (by: Party, lot: string) => world.command(by, 'commission', { origin: 'own', shipment: null, units: [{ unit: world.newKey(), height: 0, lots: [lot], contents: '' }] });

  it('refuses a distributor who commissions, by the chaincode of every organisation and through the network', async () => {
    const lot = await world.lot(wholesaler);
    const signed = world.sign(wholesaler, commissioning(wholesaler, lot));
    expect(await saysEach(peer, signed)).toEqual(allSay('ROLE_MAY_NOT'));
    expect(await atDistributor.ledger.submit(signed)).toMatchObject({ kind: 'refusal', refusal: { code: 'ROLE_MAY_NOT' } });
  });

  it('refuses what another key than the named one has signed, by the chaincode of every organisation', async () => {
    const lot = await world.lot(maker);
    const command = commissioning(maker, lot);
    expect(await saysEach(peer, world.sign({ ...maker, signer: newPartySigner() }, command))).toEqual(allSay('SIGNATURE_INVALID'));
    const stranger = newPartySigner();
    expect(await saysEach(peer, world.sign({ ...maker, signer: stranger }, { ...command, key: stranger.key }))).toEqual(allSay('KEY_NOT_VALID'));
    expect(await saysEach(peer, world.sign(maker, command))).toEqual(allSay('endorses'));
  });

  it('lets a party that is hosted by one organisation act through that node and no other', async () => {
    const hosted: Party = { id: randomId(16), signer: newPartySigner() };
    const keys = [{ spki: hosted.signer.spki, from: 0, until: null }];
    await world.done(registrar(), 'registerParty', { party: hosted.id, keys, roles: ['manufacturer'], msp: 'DistributorMSP', registration: randomId(32) });
    const lot = { lot: randomId(32), expires: world.now };
    expect(await world.code(hosted, 'registerLot', lot)).toBe('NOT_ITS_NODE');
    expect(await atDistributor.code(hosted, 'registerLot', lot)).toBe('done');
    const other = rawPeer('pharmacy');
    try {
      const signed = world.sign(hosted, world.command(hosted, 'registerLot', { lot: randomId(32), expires: world.now }));
      expect(await saysEach(other, signed)).toEqual(allSay('NOT_ITS_NODE'));
      expect(await saysEach(peer, signed)).toEqual(allSay('endorses'));
    } finally {
      other.close();
    }
  });

  it('gives nothing to a certificate of another authority, whatever organisation it names', async () => {
    const stranger = certificateOfAnotherAuthority();
    for (const mspId of ['DistributorMSP', 'StrangerMSP']) expect(await gets({ ...stranger, mspId })).toEqual(NOTHING);
  });

  it('gives nothing to a distributor who claims to be the manufacturer', async () => {
    const { cert, key } = connectionOf(network(), 'distributor').identity;
    expect(await gets({ cert, key, mspId: 'ManufacturerMSP' })).toEqual(NOTHING);
  });

  it('gives nothing to a manufacturer’s certificate with another key', async () => {
    const { cert } = connectionOf(network(), 'manufacturer').identity;
    const { key } = connectionOf(network(), 'distributor').identity;
    expect(await gets({ cert, key, mspId: 'ManufacturerMSP' })).toEqual(NOTHING);
  });

  it('gives a member’s client all of it', async () => {
    const { cert, key } = connectionOf(network(), 'distributor').identity;
    expect(await gets({ cert, key, mspId: 'DistributorMSP' })).toEqual({ anEndorsement: 'given', anEvaluation: 'given', aBlock: 'given' });
  });

  it('lets no node follow the channel with such a certificate', async () => {
    const connection = connectionOf(network(), 'distributor');
    const { openFollower } = await import('@packtrail/ledger/fabric');
    const identity = { ...certificateOfAnotherAuthority(), mspId: 'DistributorMSP' };
    await expect(openFollower({ directory: mkdtempSync(join(tmpdir(), 'packtrail-stranger-')), connection: { ...connection, identity } })).rejects.toThrow(GatewayError);
    await openNode('distributor').then((node) => node.close());
  });

  const NOTHING = { anEndorsement: 'refused', anEvaluation: 'refused', aBlock: 'refused' };

  /** What an identity gets at every peer: the same, or the test fails with both. */
  async function gets(identity: ClientIdentity): Promise<Record<string, string>> {
    const signed = world.sign(maker, world.command(maker, 'registerLot', { lot: randomId(32), expires: world.now }));
    const each = await Promise.all(network().organisations.map(({ name }) => getsAt(rawPeer(name, identity), JSON.stringify(signed))));
    expect(new Set(each.map((got) => JSON.stringify(got))).size).toBe(1);
    return each[0] as Record<string, string>;
  }
});

async function getsAt(peer: PeerConnection, argument: string): Promise<Record<string, string>> {
  const tried = async (work: () => Promise<unknown>): Promise<string> => {
    try {
      await work();
      return 'given';
    } catch (error) {
      // A refusal, not an absence: the peer answered. Of blocks it gives a status of its own instead: 403, forbidden.
      const isRefused = error instanceof GatewayError ? error.code !== status.UNAVAILABLE : error instanceof Error && error.message.endsWith('status response: 403');
      return isRefused ? 'refused' : String(error);
    }
  };
  try {
    return {
      anEndorsement: await tried(() => peer.contract.newProposal('submit', { arguments: [argument] }).endorse()),
      anEvaluation: await tried(() => peer.contract.evaluateTransaction('rules')),
      aBlock: await tried(async () => {
        const blocks = await peer.network.getBlockEvents({ startBlock: 0n });
        for await (const _ of blocks) return;
        throw new Error('the stream ended before the first block');
      }),
    };
  } finally {
    peer.close();
  }
}

/** A client's certificate with the very names of the distributor's, of an authority that nobody on the channel knows. */
function certificateOfAnotherAuthority(): Pick<ClientIdentity, 'cert' | 'key'> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-stranger-'));
  const config = join(folder, 'crypto.yaml');
  writeFileSync(config, JSON.stringify(cryptoConfig()));
  execFileSync(network().programs.cryptogen, ['generate', `--config=${config}`, `--output=${placesIn(folder).crypto}`]);
  const { cert, key } = organisationMaterial(folder, 'distributor').client;
  return { cert, key };
}
