import { join } from 'node:path';
import { CONTRACT_VERSION } from '../../commands.ts';
import { connectionFields } from './builder.ts';
import { organisationMaterial, placesIn } from './folder.ts';
import type { Network } from './network.ts';
import { ORDERERS, type OrdererName, ORGANISATIONS, type OrganisationName } from './organisations.ts';
import { portsFrom } from './ports.ts';

export type ProcessName = OrdererName | `peer-${OrganisationName}` | `chaincode-${OrganisationName}` | `node-${OrganisationName}` | `beside-${OrganisationName}`;

/** One process of a network, as it is started. */
export interface ProcessPlan {
  readonly name: ProcessName;
  readonly program: string;
  readonly argv: readonly string[];
  /** Made when it is started: some of it is read from files. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** Ports that it listens on, the one that others call first. */
  readonly ports: readonly [number, ...number[]];
  /** Where it tells its health over plain HTTP; null for a chaincode server. */
  readonly health: { readonly port: number; readonly path: string } | null;
  /** Whether its first port speaks TLS. */
  readonly isTls: boolean;
}

/** Every process of a network: Fabric's own and the chaincode servers, and the nodes, which are started when those are up. */
export const processesOf = (network: Network): ProcessPlan[] => [...fabricOf(network), ...nodesOf(network)];

export const nodesOf = (network: Network): ProcessPlan[] => ORGANISATIONS.map((name) => node(network, name));

/** Orderers, peers, chaincode servers. */
export const fabricOf = (network: Network): ProcessPlan[] => [
  ...ORDERERS.map((name) => orderer(network, name)),
  ...ORGANISATIONS.map((name) => peer(network, name)),
  ...ORGANISATIONS.map((name) => chaincodeServer(network, name)),
];

/** The process of this name. */
export function processOf(network: Network, name: ProcessName): ProcessPlan {
  const plan = processesOf(network).find((each) => each.name === name);
  if (!plan) throw new Error(`a network has no process ${name}`);
  return plan;
}

export const configFolder = (folder: string, name: string): string => join(placesIn(folder).config, name);

function orderer({ folder, portBase, programs }: Network, name: OrdererName): ProcessPlan {
  const { admin, operations, service } = portsFrom(portBase).orderers[name];
  return { name, program: programs.orderer, argv: [], environment: () => fabricEnvironment(folder, name), ports: [service, admin, operations], health: { port: operations, path: '/healthz' }, isTls: true };
}

function peer({ folder, portBase, programs }: Network, organisation: OrganisationName): ProcessPlan {
  const name = `peer-${organisation}` as const;
  const ports = portsFrom(portBase);
  const { launched, operations, peer: service } = ports.organisations[organisation];
  const environment = () => ({ ...fabricEnvironment(folder, name), CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify(connectionFields(folder, organisation, ports)) });
  return { name, program: programs.peer, argv: ['node', 'start'], environment, ports: [service, launched, operations], health: { port: operations, path: '/healthz' }, isTls: true };
}

/** Not one of those that a network always has: `network` is the description of it with that chaincode's bundle and package id. */
export const besideOf = (network: Network): ProcessPlan[] => ORGANISATIONS.map((name) => chaincodeServer(network, name, 'beside'));

function chaincodeServer({ bundle, folder, genesis, packageId, portBase }: Network, organisation: OrganisationName, which: 'chaincode' | 'beside' = 'chaincode'): ProcessPlan {
  const port = portsFrom(portBase).organisations[organisation][which];
  const { chaincode: own, peer: caller } = organisationMaterial(folder, organisation);
  const environment = () => ({
    CHAINCODE_ADDRESS: `127.0.0.1:${port}`,
    CHAINCODE_ID: packageId,
    CHAINCODE_TLS_KEY: own.tls.key,
    CHAINCODE_TLS_CERT: own.tls.cert,
    CHAINCODE_TLS_CLIENT_CA: caller.tls.ca,
    PACKTRAIL_CONTRACT: String(CONTRACT_VERSION),
    PACKTRAIL_GENESIS: genesis,
    CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING',
  });
  return { name: `${which}-${organisation}`, program: process.execPath, argv: [bundle], environment, ports: [port], health: null, isTls: true };
}

function node({ cli, folder, portBase }: Network, organisation: OrganisationName): ProcessPlan {
  const { node: port } = portsFrom(portBase).organisations[organisation];
  const argv = [cli, 'fabric-node', '--network', folder, '--organisation', organisation];
  return { name: `node-${organisation}`, program: process.execPath, argv, environment: () => ({}), ports: [port], health: { port, path: '/status' }, isTls: false };
}

const fabricEnvironment = (folder: string, name: string) => ({ FABRIC_CFG_PATH: configFolder(folder, name), FABRIC_LOGGING_SPEC: 'warning' });
