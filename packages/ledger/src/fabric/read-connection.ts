import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseVerifierKey } from '../format/checkpoint.ts';
import { list, object, optional, type Of, text } from '../format/shape.ts';
import type { OtherNode } from './node/ask-others.ts';
import type { FabricConnection } from './open-fabric.ts';

const word = text(/^[\w.-]{1,64}$/, 'a name');
const address = text(/^[^\s/:]+:\d{1,5}$/, 'host:port');
const path = text(/^.{1,4096}$/, 'a path');
const shape = object({
  channel: word,
  chaincode: word,
  identity: object({ mspId: word, cert: path, key: path }),
  peers: list(object({ mspId: word, address, tlsRootCert: path, hostOverride: optional(word) }), 100, 1),
  nodes: list(object({ name: word, url: text(/^https?:\/\/\S+$/, 'a web address'), vkey: text(/^\S+$/, 'a verifier key') }), 100),
});

/**
 * Reads how a node reaches its network from a JSON file: `channel`, `chaincode`, `identity` (`mspId`, and paths of `cert` and `key`), `peers` (`mspId`, `address`, path of
 * `tlsRootCert`, `hostOverride` where the certificate has another name), and the other organisations' `nodes` (`name`, `url`, `vkey`). Relative paths are meant from the file.
 * Throws an error that names the place and the rule.
 */
export function readConnection(file: string): { connection: FabricConnection; nodes: readonly OtherNode[] } {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const misfit = shape.check(value);
  if (misfit) throw new Error(`${file} has at connection${misfit.path} not ${misfit.rule}`);
  const { chaincode, channel, identity, nodes, peers } = value as Of<typeof shape>;
  const unknown = nodes.find(({ vkey }) => !parseVerifierKey(vkey, 'witness'));
  if (unknown) throw new Error(`${file} names for the node ${unknown.name} what is not the verifier key of a witness`);
  const from = (relative: string) => resolve(dirname(file), relative);
  return {
    connection: { channel, chaincode, identity: { ...identity, cert: from(identity.cert), key: from(identity.key) }, peers: peers.map((peer) => ({ ...peer, tlsRootCert: from(peer.tlsRootCert) })) },
    nodes,
  };
}
