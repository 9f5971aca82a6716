import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeDurably } from '../../disk/write-durably.ts';
import { organisationMaterial, ordererMaterial, placesIn } from './folder.ts';
import { CHAINCODE, CHANNEL, mspIdOf, ORDERERS, type OrdererName, ORGANISATIONS, type OrganisationName } from './organisations.ts';
import { portsFrom } from './ports.ts';
import type { Programs } from './programs.ts';

/** A network that was made, as its `network.json` tells it: all that a client, a drill or an operator needs of it. Paths are absolute. */
export interface Network {
  readonly folder: string;
  readonly portBase: number;
  readonly channel: string;
  readonly chaincode: string;
  readonly packageId: string;
  /** The program that each organisation's chaincode server runs. */
  readonly bundle: string;
  /** The command line that each organisation's node runs. */
  readonly cli: string;
  /** Folder of the keys under which the nodes sign their logs. */
  readonly knownLogs: string;
  /** What the chaincode servers read at their start: the text that was given when the network was made. */
  readonly genesis: string;
  readonly programs: Programs;
  readonly organisations: readonly Organisation[];
  readonly orderers: readonly Orderer[];
}

export interface Organisation {
  readonly name: OrganisationName;
  readonly mspId: string;
  readonly peer: {
    readonly address: string;
    readonly tlsRootCert: string;
    /** The name to expect in the peer's certificate: gRPC has none of its own for an address that is a number. */
    readonly hostOverride: string;
  };
  /** Signs transactions. */
  readonly client: KeyFiles;
  readonly admin: KeyFiles;
  readonly chaincode: { readonly address: string; readonly pidFile: string };
  /** Keeps the log of the channel and vouches for it. */
  readonly node: { readonly url: string; readonly directory: string };
}

export interface KeyFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Orderer {
  readonly name: OrdererName;
  readonly address: string;
  readonly tlsRootCert: string;
  readonly hostOverride: string;
}

/** Reads the network in a folder. Throws when there is none. */
export function readNetwork(folder: string): Network {
  const network = networkIn(folder);
  if (!network) throw new Error(`there is no Fabric network in ${folder}: npm run fabric -- up`);
  return network;
}

/** The same, or null when there is none, or one that was never finished. */
export function networkIn(folder: string): Network | null {
  const file = placesIn(resolve(folder)).network;
  if (!existsSync(file)) return null;
  const network = JSON.parse(readFileSync(file, 'utf8')) as Network;
  // Its settings name each other by absolute paths.
  if (network.folder !== resolve(folder)) throw new Error(`the network in ${resolve(folder)} was made in ${network.folder} and cannot be moved: put it back, or reset it`);
  return network;
}

export function writeNetwork(network: Network): void {
  writeDurably(placesIn(network.folder).network, `${JSON.stringify(network, null, 2)}\n`, 0o644);
}

/** What a network will be, once it is made in this folder. */
export function describeNetwork({ bundle, cli, folder, packageId, portBase, programs }: Pick<Network, 'bundle' | 'cli' | 'folder' | 'packageId' | 'portBase' | 'programs'>): Network {
  const ports = portsFrom(portBase);
  return {
    folder,
    portBase,
    channel: CHANNEL,
    chaincode: CHAINCODE,
    packageId,
    bundle,
    cli,
    knownLogs: placesIn(folder).knownLogs,
    genesis: placesIn(folder).genesis,
    programs,
    organisations: ORGANISATIONS.map((name) => {
      const { admin, client, peer } = organisationMaterial(folder, name);
      return {
        name,
        mspId: mspIdOf(name),
        peer: { address: `127.0.0.1:${ports.organisations[name].peer}`, tlsRootCert: peer.tls.ca, hostOverride: 'localhost' },
        client: { cert: client.cert, key: client.key },
        admin: { cert: admin.cert, key: admin.key },
        chaincode: { address: `127.0.0.1:${ports.organisations[name].chaincode}`, pidFile: pidFile(folder, `chaincode-${name}`) },
        node: { url: `http://127.0.0.1:${ports.organisations[name].node}`, directory: join(placesIn(folder).nodes, name) },
      };
    }),
    orderers: ORDERERS.map((name) => ({
      name,
      address: `127.0.0.1:${ports.orderers[name].service}`,
      tlsRootCert: ordererMaterial(folder).orderer(name).tls.ca,
      hostOverride: 'localhost',
    })),
  };
}

/** Its first line is the process id. */
export const pidFile = (folder: string, name: string): string => join(placesIn(folder).pids, `${name}.pid`);
