import { readFileSync } from 'node:fs';
import { Client, credentials, status } from '@grpc/grpc-js';
import { connect, type Contract, type Gateway, GatewayError, type Network } from '@hyperledger/fabric-gateway';
import { fastSigner } from './signer.ts';

/** Where a peer is, and the certificate that vouches for its TLS. */
export interface PeerAddress {
  readonly mspId: string;
  /** host:port */
  readonly address: string;
  /** Path of a PEM file. */
  readonly tlsRootCert: string;
  /** The name in its certificate, where it is reached by another. */
  readonly hostOverride?: string | undefined;
}

/** With what a node speaks to the network: its organisation, and paths of PEM files. */
export interface ClientIdentity {
  readonly mspId: string;
  readonly cert: string;
  readonly key: string;
}

export interface Channel {
  readonly channel: string;
  readonly chaincode: string;
}

/** A call that is not answered after so long is given up; what came of it is unknown then. */
const DEADLINES_MS = { evaluate: 10_000, endorse: 15_000, submit: 5_000, commitStatus: 5_000 } as const;

/** A peer whose machine is gone says nothing, and a stream from it would be waited for always. Peers of Fabric hang up on whoever pings more often than once a minute. */
const KEEPALIVE_MS = { every: 75_000, answerWithin: 10_000 } as const;

/** One peer over one connection. */
export class PeerConnection {
  readonly mspId: string;
  readonly address: string;
  readonly network: Network;
  readonly contract: Contract;
  readonly gateway: Gateway;
  readonly #client: Client;

  constructor({ address, hostOverride, mspId, tlsRootCert }: PeerAddress, identity: ClientIdentity, { chaincode, channel }: Channel) {
    this.mspId = mspId;
    this.address = address;
    const options = {
      ...(hostOverride !== undefined && { 'grpc.ssl_target_name_override': hostOverride }),
      'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
      'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 1_000,
      'grpc.keepalive_time_ms': KEEPALIVE_MS.every,
      'grpc.keepalive_timeout_ms': KEEPALIVE_MS.answerWithin,
    };
    this.#client = new Client(address, credentials.createSsl(readFileSync(tlsRootCert)), options);
    const within = (call: keyof typeof DEADLINES_MS) => () => ({ deadline: Date.now() + DEADLINES_MS[call] });
    this.gateway = connect({
      client: this.#client,
      identity: { mspId: identity.mspId, credentials: readFileSync(identity.cert) },
      ...fastSigner(readFileSync(identity.key, 'utf8')),
      evaluateOptions: within('evaluate'),
      endorseOptions: within('endorse'),
      submitOptions: within('submit'),
      commitStatusOptions: within('commitStatus'),
    });
    this.network = this.gateway.getNetwork(channel);
    this.contract = this.network.getContract(chaincode);
  }

  close(): void {
    this.gateway.close();
    this.#client.close();
  }
}

const MESSAGE_BYTES_MAX = 64 * 1024 * 1024;

/** How long a peer that was away is not asked: longer each time that it is found away again. */
const AWAY_MS = { least: 5_000, most: 300_000 } as const;

/** The peers of the channel, one's own first. A call goes to the first that is not known to be away; one that was is tried again after a while. */
export class Peers {
  readonly all: readonly PeerConnection[];
  readonly #away = new Map<PeerConnection, { readonly until: number; readonly forMs: number }>();

  constructor(addresses: readonly PeerAddress[], identity: ClientIdentity, channel: Channel) {
    const own = (peer: PeerAddress): number => (peer.mspId === identity.mspId ? 0 : 1);
    this.all = [...addresses].sort((a, b) => own(a) - own(b)).map((address) => new PeerConnection(address, identity, channel));
    if (this.all.length === 0) throw new Error('the network has no peer');
  }

  /** Where all are away, the one that is to be tried again soonest. */
  get preferred(): PeerConnection {
    const now = performance.now();
    const until = (peer: PeerConnection): number => Math.max(now, this.#away.get(peer)?.until ?? now);
    return this.all.reduce((best, peer) => (until(peer) < until(best) ? peer : best));
  }

  /** The next one is asked from now on, if the preferred one still is that. */
  turnFrom(away: PeerConnection): void {
    if (this.preferred !== away) return;
    const now = performance.now();
    const before = this.#away.get(away);
    // It was well for as long as it had been away: what happened then counts no more.
    const forMs = before && now - before.until < before.forMs ? Math.min(2 * before.forMs, AWAY_MS.most) : AWAY_MS.least;
    this.#away.set(away, { until: now + forMs, forMs });
  }

  /** Does the work over one peer after another, until one is there to do it. Throws what the last one threw. */
  async through<T>(work: (peer: PeerConnection) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const peer = this.preferred;
      try {
        return await work(peer);
      } catch (error) {
        if (!isAway(error)) throw error;
        this.turnFrom(peer);
        if (tries === this.all.length) throw error;
      }
    }
  }

  close(): void {
    for (const peer of this.all) peer.close();
  }
}

/** Whether the peer itself did not answer. Of orderers or other peers that are away it tells in details, and then it is there. */
export const isAway = (error: unknown): boolean =>
  error instanceof GatewayError && (error.code === status.UNAVAILABLE || error.code === status.DEADLINE_EXCEEDED) && error.details.length === 0;
