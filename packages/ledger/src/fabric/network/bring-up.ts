import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeBuilder } from './builder.ts';
import { bringDown } from './bring-down.ts';
import { chaincodePackage } from './chaincode-package.ts';
import { PROFILE, channelConfig } from './channel-config.ts';
import { cryptoConfig } from './crypto-config.ts';
import { formChannel, untilEndorsable } from './form-channel.ts';
import { organisationMaterial, placesIn } from './folder.ts';
import { getPrograms } from './get-programs.ts';
import { describeNetwork, type Network, networkIn, writeNetwork } from './network.ts';
import { CHANNEL, ORDERERS, ORGANISATIONS } from './organisations.ts';
import { lock } from './lock.ts';
import { ordererConfig } from './orderer-config.ts';
import { adminConfig, peerConfig } from './peer-config.ts';
import { DEFAULT_PORT_BASE, portsFrom, takenPorts } from './ports.ts';
import { configFolder, fabricOf, nodesOf, processesOf, type ProcessPlan } from './processes.ts';
import type { Programs } from './programs.ts';
import { untilReady } from './ready.ts';
import { runProgram } from './run-program.ts';
import { end, launchAll, pidOf } from './running.ts';

export interface BringUpOptions {
  /** Folder of the network; everything that it has lies in it. */
  readonly folder: string;
  /** What the chaincode servers are given as the ledger's genesis. A network that is there already keeps the one that it was made with. */
  readonly genesis: string;
  /** The program of the chaincode servers. */
  readonly chaincode: string;
  /** The command line of the ledger, `packtrail.mjs`: the program of the organisations' nodes. */
  readonly cli: string;
  /** The first of its ports. A network that is there already keeps its own. */
  readonly portBase?: number | undefined;
  readonly say?: (line: string) => void;
}

type AloneOptions = Pick<Network, 'bundle' | 'cli' | 'folder'> & { readonly genesis: string; readonly portBase: number | undefined; readonly say: (line: string) => void };

/**
 * Brings a network up, and returns when a transaction can be endorsed on it: makes it when there is none, starts it with its data when it was
 * brought down, starts what is missing when a part of it is, and leaves it alone when it is up. When it fails, nothing that it started goes on.
 */
export async function bringUp({ chaincode, cli, folder: named, genesis, portBase, say = () => undefined }: BringUpOptions): Promise<Network> {
  const folder = resolve(named);
  const unlock = lock(folder);
  try {
    return await bringUpAlone({ folder, bundle: resolve(chaincode), cli: resolve(cli), genesis, portBase, say });
  } finally {
    unlock();
  }
}

async function bringUpAlone({ bundle, cli, folder, genesis, portBase, say }: AloneOptions): Promise<Network> {
  const kept = networkIn(folder);
  if (kept && portBase !== undefined && portBase !== kept.portBase) {
    throw new Error(`the network in ${folder} has its ports from ${kept.portBase}, written into its first block: reset it to move it to ${portBase}`);
  }
  if (kept && isUp(folder)) {
    say('The network is up already.');
    return kept;
  }
  if (!existsSync(bundle)) throw new Error(`there is no chaincode at ${bundle}: npm run build makes it`);
  const programs = await getPrograms(folder, say);
  return kept ? startAgain({ ...kept, bundle, cli, programs }, say) : make({ folder, bundle, cli, genesis, portBase: portBase ?? DEFAULT_PORT_BASE, programs, say });
}

/** Whether every process of the network in a folder runs; false where there is none. */
export function isUp(named: string): boolean {
  const folder = resolve(named);
  const network = networkIn(folder);
  return network !== null && processesOf(network).every(({ name }) => pidOf(folder, name) !== null);
}

/** Starts what does not run of a network that was made before. */
async function startAgain(network: Network, say: (line: string) => void): Promise<Network> {
  const { folder } = network;
  const plans = processesOf(network);
  const missing = plans.filter(({ name }) => pidOf(folder, name) === null);
  await refuseTakenPorts(missing);
  writeNetwork(network);
  say(missing.length === plans.length ? 'Starting the network again, with its data.' : `Starting what is missing: ${missing.map(({ name }) => name).join(', ')}.`);
  await undoing(folder, missing, async () => {
    const nodes = missing.filter(({ name }) => name.startsWith('node-'));
    await launchReady(folder, missing.filter((plan) => !nodes.includes(plan)));
    await untilEndorsable(network);
    await launchReady(folder, nodes);
  });
  say('The network is up.');
  return network;
}

async function launchReady(folder: string, plans: readonly ProcessPlan[]): Promise<void> {
  const started = await launchAll(folder, plans);
  await Promise.all(started.map((each) => untilReady(folder, each)));
}

type MakeOptions = AloneOptions & { readonly portBase: number; readonly programs: Programs };

/** Makes a network where there is none, or only what an attempt before this one left. */
async function make({ bundle, cli, folder, genesis, portBase, programs, say }: MakeOptions): Promise<Network> {
  await bringDown({ folder });
  const places = placesIn(folder);
  const { bytes, id: packageId } = chaincodePackage();
  const network = describeNetwork({ bundle, cli, folder, packageId, portBase, programs });
  const plans = processesOf(network);
  await refuseTakenPorts(plans);
  for (const old of [places.crypto, places.config, places.data, places.nodes, places.knownLogs, places.logs]) rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  say('Making keys, certificates and the first block.');
  writeConfig(network);
  writeFileSync(places.genesis, genesis);
  writeFileSync(places.chaincodePackage, bytes);
  await runProgram(programs.cryptogen, ['generate', `--config=${join(places.config, 'crypto.yaml')}`, `--output=${places.crypto}`]);
  // A chaincode server needs its TLS pair alone; an identity that could endorse is not left lying about.
  for (const name of ORGANISATIONS) rmSync(organisationMaterial(folder, name).chaincode.msp, { recursive: true });
  await runProgram(programs.configtxgen, ['-profile', PROFILE, '-configPath', places.config, '-channelID', CHANNEL, '-outputBlock', places.channelBlock]);
  say(`Starting ${plans.length} processes: three orderers, and for ${ORGANISATIONS.join(', ')} each a peer, a chaincode server and a node.`);
  await undoing(folder, plans, async () => {
    const ready = new Map((await launchAll(folder, fabricOf(network))).map((started) => [started.plan.name, untilReady(folder, started)]));
    // Whoever waits for one of them sees its error; the others' must not end the program meanwhile.
    for (const each of ready.values()) each.catch(() => undefined);
    await formChannel(network, ready, say);
    // The nodes read it; the first of them begins the log.
    writeNetwork(network);
    await launchReady(folder, nodesOf(network));
  });
  say(`The network is up: channel ${network.channel}, chaincode ${network.chaincode}.`);
  return network;
}

/** Every settings file of the network. */
function writeConfig({ folder, portBase }: Network): void {
  const { builder, config } = placesIn(folder);
  const ports = portsFrom(portBase);
  // Fabric reads YAML, and JSON is YAML.
  const write = (at: string, name: string, value: unknown) => {
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `${name}.yaml`), `${JSON.stringify(value, null, 2)}\n`);
  };
  write(config, 'crypto', cryptoConfig());
  write(config, 'configtx', channelConfig(folder, ports));
  for (const name of ORDERERS) write(configFolder(folder, name), 'orderer', ordererConfig(folder, name, ports));
  for (const name of ORGANISATIONS) {
    write(configFolder(folder, `peer-${name}`), 'core', peerConfig(folder, name, ports));
    write(configFolder(folder, `admin-${name}`), 'core', adminConfig(folder, name, ports));
  }
  writeBuilder(builder, process.execPath);
}

async function refuseTakenPorts(wanted: readonly ProcessPlan[]): Promise<void> {
  const taken = await takenPorts(wanted.flatMap(({ ports }) => ports));
  if (taken.length === 0) return;
  const [first, ...others] = taken.map((port) => `${port} (for ${wanted.find(({ ports }) => ports.includes(port))?.name})`);
  const more = others.length === 0 ? '' : `, and on ${others.length} more: ${others.slice(0, 3).join(', ')}${others.length > 3 ? ' ...' : ''}`;
  throw new Error(`another program listens on port ${first} of 127.0.0.1${more}. End it, or choose other ports with PACKTRAIL_FABRIC_PORT`);
}

/** Does the work; when it fails, ends what it may have started. */
async function undoing(folder: string, plans: readonly ProcessPlan[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await Promise.allSettled(plans.map(({ name }) => end(folder, name)));
    throw error;
  }
}
