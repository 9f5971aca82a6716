import { readFileSync } from 'node:fs';
import { type Fact, factKey, transactionId } from '@packtrail/ledger';
import { connectionOf } from '@packtrail/ledger/fabric';
import { Gateway, Wallets } from 'fabric-network';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LedgerWorld, type Party, randomId } from '../support/ledger-world.ts';
import { network, openWorld } from './open.ts';

// It tells every no on the console.
vi.hoisted(() => (process.env['HFC_LOGGING'] = '{}'));

/**
 * fabric-network is the client that Hyperledger archived in 2025; ours is its successor, fabric-gateway. Many in the field are still on the old one: a partner who is must be able
 * to read what we wrote, and to send what we record. Nothing but this spec uses it.
 */
describe('a partner who is still on fabric-network', () => {
  let world: LedgerWorld;
  let wholesaler: Party;
  const gateway = new Gateway();

  beforeAll(async () => {
    world = await openWorld('manufacturer');
    wholesaler = await world.party('wholesale_distributor');
    const { cert, key, mspId } = connectionOf(network(), 'distributor').identity;
    const wallet = await Wallets.newInMemoryWallet();
    await wallet.put('client', { type: 'X.509', mspId, credentials: { certificate: readFileSync(cert, 'utf8'), privateKey: readFileSync(key, 'utf8') } } as Parameters<typeof wallet.put>[1]);
    await gateway.connect(profile(), { wallet, identity: 'client', discovery: { enabled: false, asLocalhost: true } });
  });
  afterAll(async () => {
    gateway.disconnect();
    await world.ledger.close();
  });

  const contract = async () => (await gateway.getNetwork(network().channel)).getContract(network().chaincode);

  it('reads a fact that we wrote', async () => {
    const lot = await world.lot(wholesaler, { expires: 1_900_000_000_000 });
    const found = async (): Promise<Fact | null> => {
      const text = (await (await contract()).evaluateTransaction('fact', factKey.lot(lot))).toString('utf8');
      return text === '' ? null : (JSON.parse(text) as Fact);
    };
    // The distributor's peer may be a block behind the node that wrote it.
    await expect.poll(found, { timeout: 10_000 }).toEqual({ by: wholesaler.id, expires: 1_900_000_000_000, recalls: [] });
    expect(await found()).toEqual(await world.ledger.fact(factKey.lot(lot)));
  });

  it('submits a signed command, which our log then has', async () => {
    const lot = randomId(32);
    const signed = world.sign(wholesaler, world.command(wholesaler, 'registerLot', { lot, expires: 1_900_000_000_000 }));
    const answer = await (await contract()).submitTransaction('submit', JSON.stringify(signed));
    expect(JSON.parse(answer.toString('utf8'))).toEqual({ entries: [] });
    const txId = transactionId(signed.command);
    await expect.poll(() => world.ledger.receipt(txId), { timeout: 10_000 }).toMatchObject({ kind: 'receipt', txId });
    expect(await world.ledger.fact(factKey.lot(lot))).toMatchObject({ by: wholesaler.id });
    expect(await world.ledger.proof(txId)).not.toBeNull();
  });

  it('is told the same no', async () => {
    const signed = world.sign(wholesaler, world.command(wholesaler, 'dispense', { units: [{ unit: `${wholesaler.id}/${randomId(32)}`, chain: [], proofs: [] }], remainder: 'none' }));
    await expect((await contract()).submitTransaction('submit', JSON.stringify(signed))).rejects.toThrow(/ROLE_MAY_NOT/);
  });
});

/** A connection profile made of the network as it is: every peer endorses, and all is over TLS. */
function profile() {
  const { channel, orderers, organisations } = network();
  const reached = ({ address, hostOverride, tlsRootCert }: { address: string; hostOverride: string; tlsRootCert: string }) => ({
    url: `grpcs://${address}`,
    tlsCACerts: { pem: readFileSync(tlsRootCert, 'utf8') },
    grpcOptions: { 'ssl-target-name-override': hostOverride, hostnameOverride: hostOverride },
  });
  return {
    name: 'packtrail',
    version: '1.0.0',
    client: { organization: 'DistributorMSP' },
    organizations: Object.fromEntries(organisations.map(({ mspId, name }) => [mspId, { mspid: mspId, peers: [name] }])),
    peers: Object.fromEntries(organisations.map(({ name, peer }) => [name, reached(peer)])),
    orderers: Object.fromEntries(orderers.map((each) => [each.name, reached(each)])),
    channels: {
      [channel]: {
        orderers: orderers.map(({ name }) => name),
        peers: Object.fromEntries(organisations.map(({ name }) => [name, { endorsingPeer: true, chaincodeQuery: name === 'distributor', ledgerQuery: true, eventSource: name === 'distributor' }])),
      },
    },
  };
}
