import { join } from 'node:path';
import { CONTRACT_VERSION } from '../../commands.ts';
import { connectionFields } from './builder.ts';
import { organisationMaterial, placesIn } from './folder.ts';
import type { Network } from './network.ts';
import { ORDERERS, type OrdererName, ORGANISATIONS, type OrganisationName } from './organisations.ts';
import { portsFrom } from './ports.ts';

export type ProcessName = OrdererName | `peer-${OrganisationName}` | `chaincode-${OrganisationName}`;

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
  readonly healthPort: number | null;
}

/** Every process of a network: orderers, peers, chaincode servers. */
export const processesOf = (network: Network): ProcessPlan[] => [
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
  return { name, program: programs.orderer, argv: [], environment: () => fabricEnvironment(folder, name), ports: [service, admin, operations], healthPort: operations };
}

function peer({ folder, portBase, programs }: Network, organisation: OrganisationName): ProcessPlan {
  const name = `peer-${organisation}` as const;
  const ports = portsFrom(portBase);
  const { launched, operations, peer: service } = ports.organisations[organisation];
  const environment = () => ({ ...fabricEnvironment(folder, name), CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify(connectionFields(folder, organisation, ports)) });
  return { name, program: programs.peer, argv: ['node', 'start'], environment, ports: [service, launched, operations], healthPort: operations };
}

function chaincodeServer({ bundle, folder, genesis, packageId, portBase }: Network, organisation: OrganisationName): ProcessPlan {
  const { chaincode } = portsFrom(portBase).organisations[organisation];
  const { chaincode: own, peer: caller } = organisationMaterial(folder, organisation);
  const environment = () => ({
    CHAINCODE_ADDRESS: `127.0.0.1:${chaincode}`,
    CHAINCODE_ID: packageId,
    CHAINCODE_TLS_KEY: own.tls.key,
    CHAINCODE_TLS_CERT: own.tls.cert,
    CHAINCODE_TLS_CLIENT_CA: caller.tls.ca,
    PACKTRAIL_CONTRACT: String(CONTRACT_VERSION),
    PACKTRAIL_GENESIS: genesis,
    CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING',
  });
  return { name: `chaincode-${organisation}`, program: process.execPath, argv: [bundle], environment, ports: [chaincode], healthPort: null };
}

const fabricEnvironment = (folder: string, name: string) => ({ FABRIC_CFG_PATH: configFolder(folder, name), FABRIC_LOGGING_SPEC: 'warning' });
