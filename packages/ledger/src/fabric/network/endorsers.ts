import { createHash, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { fromHex, toHex } from '../../format/bytes.ts';
import { toLowS } from '../../format/signed-command.ts';
import { organisationMaterial } from './folder.ts';
import type { Network, Organisation } from './network.ts';
import { field, message, valuesOf } from './protobuf.ts';

/**
 * How many organisations a peer would turn to for endorsements of a transaction, by what it knows now: 0 when they would not be enough. A peer that
 * has just come up knows its own channel before it knows the others' peers, and a gateway on it fails until it does.
 */
export async function endorsersKnownTo(network: Network, organisation: Organisation): Promise<number> {
  const answer = await discover(organisation, request(network, organisation), organisationMaterial(network.folder, organisation.name).client.tls);
  const [result] = valuesOf(answer, RESPONSE.results);
  const [plans] = result ? valuesOf(result, RESULT.chaincode) : [];
  const [plan] = plans ? valuesOf(plans, PLANS.content) : [];
  // An error instead: no set of the peers that it knows would do.
  if (!plan || valuesOf(plan, PLAN.layouts).length === 0) return 0;
  return valuesOf(plan, PLAN.groups).filter((group) => valuesOf(valuesOf(group, 2)[0] ?? new Uint8Array(), 1).length > 0).length;
}

// The numbers of the fields in Fabric's discovery protocol.
const SIGNED_REQUEST = { payload: 1, signature: 2 };
const REQUEST = { authentication: 1, queries: 2 };
const AUTHENTICATION = { identity: 1, tlsCertHash: 2 };
const IDENTITY = { mspId: 1, certificate: 2 };
const QUERY = { channel: 1, chaincode: 4 };
const CHAINCODE_QUERY = { interests: 1 };
const INTEREST = { calls: 1 };
const CALL = { name: 1 };
const RESPONSE = { results: 1 };
const RESULT = { chaincode: 3 };
const PLANS = { content: 1 };
const PLAN = { groups: 2, layouts: 3 };

/** Which peers can endorse a call of the ledger's chaincode? Asked and signed by the organisation's own client. */
function request({ chaincode, channel, folder }: Network, { mspId, name }: Organisation): Uint8Array {
  const { cert, key, tls } = organisationMaterial(folder, name).client;
  const identity = message(field(IDENTITY.mspId, mspId), field(IDENTITY.certificate, readFileSync(cert)));
  const tlsCertHash = createHash('sha256').update(new X509Certificate(readFileSync(tls.cert)).raw).digest();
  const call = field(INTEREST.calls, field(CALL.name, chaincode));
  const query = message(field(QUERY.channel, channel), field(QUERY.chaincode, field(CHAINCODE_QUERY.interests, call)));
  const payload = message(
    field(REQUEST.authentication, message(field(AUTHENTICATION.identity, identity), field(AUTHENTICATION.tlsCertHash, tlsCertHash))),
    field(REQUEST.queries, query),
  );
  const raw = sign('sha256', payload, { key: readFileSync(key), dsaEncoding: 'ieee-p1363' });
  return message(field(SIGNED_REQUEST.payload, payload), field(SIGNED_REQUEST.signature, derSignature(fromHex(toLowS(toHex(raw))))));
}

/** Two numbers side by side, as DER spells them. */
function derSignature(raw: Uint8Array): Uint8Array {
  const number = (bytes: Uint8Array) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = [...bytes.subarray(start)];
    // A first bit of one would make it negative.
    if ((digits[0] ?? 0) >= 128) digits.unshift(0);
    return [0x02, digits.length, ...digits];
  };
  const numbers = [...number(raw.subarray(0, 32)), ...number(raw.subarray(32))];
  return Uint8Array.from([0x30, numbers.length, ...numbers]);
}

/** One call of a peer's discovery service: gRPC is a length before each message, over HTTP/2. */
function discover({ peer }: Organisation, body: Uint8Array, tls: { readonly cert: string; readonly key: string }): Promise<Uint8Array> {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return new Promise((resolve, reject) => {
    const session = connect(`https://${peer.address}`, { ca: readFileSync(peer.tlsRootCert), cert: readFileSync(tls.cert), key: readFileSync(tls.key), servername: peer.hostOverride });
    const fail = (error: Error) => {
      session.destroy();
      reject(error);
    };
    session.once('error', fail);
    const stream = session.request({ ':method': 'POST', ':path': '/discovery.Discovery/Discover', 'content-type': 'application/grpc', te: 'trailers' });
    stream.setTimeout(5_000, () => fail(new Error(`the peer at ${peer.address} does not answer who can endorse`)));
    const parts: Buffer[] = [];
    let status: Record<string, unknown> = {};
    stream.once('response', (headers) => (status = { ...status, ...headers }));
    stream.once('trailers', (trailers) => (status = { ...status, ...trailers }));
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.once('error', fail);
    stream.once('end', () => {
      session.close();
      if (Number(status['grpc-status']) === 0) resolve(Buffer.concat(parts).subarray(5));
      else reject(new Error(`the peer at ${peer.address} does not say who can endorse: ${String(status['grpc-message'] ?? status[':status'])}`));
    });
    stream.end(Buffer.concat([head, body]));
  });
}
