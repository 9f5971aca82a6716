import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { logSigner, newLogKey } from '../log/signing.ts';
import { witnessSigner } from '../witness/key.ts';
import { readConnection } from './read-connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'packtrail-connection-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = { name: 'pharmacy', url: 'https://node.pharmacy.example', vkey: witnessSigner('pharmacy/node', newLogKey()).vkey };
const whole = {
  channel: 'packtrail',
  chaincode: 'ledger',
  identity: { mspId: 'DistributorMSP', cert: 'client.pem', key: '/keys/client.key' },
  peers: [{ mspId: 'DistributorMSP', address: 'peer.distributor.example:7051', tlsRootCert: 'tls/ca.pem' }],
  nodes: [node],
};
function reading(value: unknown) {
  const file = join(folder, 'connection.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return readConnection(file);
}

describe('the file that says how a node reaches its network', () => {
  it('is read with paths from where it lies', () => {
    const { connection, nodes } = reading(whole);
    expect(connection.identity).toEqual({ mspId: 'DistributorMSP', cert: join(folder, 'client.pem'), key: '/keys/client.key' });
    expect(connection.peers).toEqual([{ mspId: 'DistributorMSP', address: 'peer.distributor.example:7051', tlsRootCert: join(folder, 'tls', 'ca.pem') }]);
    expect([connection.channel, connection.chaincode, nodes]).toEqual(['packtrail', 'ledger', [node]]);
  });
  it('may give a peer the name in its certificate, and name no other node', () => {
    const { connection, nodes } = reading({ ...whole, peers: [{ ...whole.peers[0], hostOverride: 'localhost' }], nodes: [] });
    expect([connection.peers[0]?.hostOverride, nodes]).toEqual(['localhost', []]);
  });
  it.each<[string, unknown, RegExp]>([
    ['what is not JSON', '{', /connection\.json is not JSON/],
    ['a missing part', { ...whole, channel: undefined }, /has at connection\S* not/],
    ['a part too many', { ...whole, secret: 'x' }, /has at connection\S* not/],
    ['no peer at all', { ...whole, peers: [] }, /has at connection\.peers not/],
    ['an address without port', { ...whole, peers: [{ ...whole.peers[0], address: 'peer.example' }] }, /peers\S*address not host:port/],
    ['a node at no web address', { ...whole, nodes: [{ ...node, url: 'ftp://node' }] }, /nodes\S*url not a web address/],
    ['a node with a broken key', { ...whole, nodes: [{ ...node, vkey: `${node.vkey.slice(0, -4)}AAA=` }] }, /for the node pharmacy what is not the verifier key of a witness/],
    ['a node with the key of a log', { ...whole, nodes: [{ ...node, vkey: logSigner('packtrail/test', newLogKey()).vkey }] }, /for the node pharmacy what is not the verifier key of a witness/],
  ])('is refused with %s, by the place', (_, value, message) => {
    expect(() => reading(value)).toThrow(message);
  });
});
