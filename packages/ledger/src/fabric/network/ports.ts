import { createServer } from 'node:net';
import { ORDERERS, type OrdererName, ORGANISATIONS, type OrganisationName } from './organisations.ts';

export const DEFAULT_PORT_BASE = 17_050;

/** One network keeps to the ports from its base to this much above. */
export const PORT_SPAN = 140;

export interface OrdererPorts {
  /** Clients, peers and the other orderers. */
  readonly service: number;
  readonly admin: number;
  /** Health, over plain HTTP. */
  readonly operations: number;
}

export interface OrganisationPorts {
  /** Clients and other peers. */
  readonly peer: number;
  /** Where a peer would wait for chaincode that it started itself. It starts none, and listens all the same. */
  readonly launched: number;
  /** Health, over plain HTTP. */
  readonly operations: number;
  readonly chaincode: number;
  /** Where a chaincode beside the ledger's listens, if one is deployed. */
  readonly beside: number;
  /** The organisation's node, for the other organisations' nodes: plain HTTP on one machine. */
  readonly node: number;
}

export interface NetworkPorts {
  readonly orderers: Readonly<Record<OrdererName, OrdererPorts>>;
  readonly organisations: Readonly<Record<OrganisationName, OrganisationPorts>>;
}

/** Every port of a network: ten apart, the orderers first, so that one can be told by its number. */
export function portsFrom(base: number): NetworkPorts {
  if (!Number.isInteger(base) || base < 1_024 || base + PORT_SPAN > 65_535) {
    throw new Error(`the ports of a network start at a whole number from 1024 to ${65_535 - PORT_SPAN}, not at ${base}`);
  }
  const orderers = ORDERERS.map((name, i) => [name, { service: base + 10 * i, admin: base + 10 * i + 1, operations: base + 10 * i + 2 }]);
  const organisations = ORGANISATIONS.map((name, i) => {
    const first = base + 100 + 10 * i;
    return [name, { peer: first, launched: first + 1, operations: first + 2, chaincode: first + 5, node: first + 6, beside: first + 7 }];
  });
  return { orderers: Object.fromEntries(orderers), organisations: Object.fromEntries(organisations) } as NetworkPorts;
}

/** Those of the ports on which somebody listens already. */
export async function takenPorts(ports: readonly number[]): Promise<number[]> {
  const isFree = await Promise.all(ports.map(canListen));
  return ports.filter((_, i) => !isFree[i]);
}

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
