import { join } from 'node:path';
import { connectionOf } from '../fabric/connection-of.ts';
import { readNetwork } from '../fabric/network/network.ts';
import type { OrganisationName } from '../fabric/network/organisations.ts';
import { askOthers, type OtherNode } from '../fabric/node/ask-others.ts';
import { KnownLogs } from '../fabric/node/known-logs.ts';
import { nodesOf } from '../fabric/node/nodes-of.ts';
import { serveNode } from '../fabric/node/serve-node.ts';
import { type FabricConnection, openFollower } from '../fabric/open-fabric.ts';
import { readConnection } from '../fabric/read-connection.ts';
import { readVerifierKeys } from '../store/key-files.ts';
import { openWitnessKey } from '../witness/key-file.ts';
import { option, wholeNumber } from './options.ts';

interface NodePlan {
  readonly name: string;
  readonly directory: string;
  readonly connection: FabricConnection;
  /** The other organisations' nodes: asked for anew each time, since on one machine they may not have been started yet. */
  readonly others: () => readonly OtherNode[];
  readonly knownLogs: string;
  readonly host: string;
  readonly port: number;
}

const USAGE = 'A node needs --connection FILE --name NAME --data FOLDER --known-logs FOLDER [--host H] [--port N], or, on a network of this machine, --network FOLDER --organisation NAME.';

/** Runs the node of one organisation: it keeps the log of the channel by itself, and vouches for it to the others. 2 when it cannot start as asked; 1 when it cannot run. */
export async function runFabricNode(argv: readonly string[], print: (line: string) => void, until: Promise<void>): Promise<number> {
  try {
    const plan = planOf(argv);
    if (!plan) {
      print(USAGE);
      return 2;
    }
    const { connection, directory, host, knownLogs, name, others, port } = plan;
    const log = await openFollower({ directory, connection });
    const known = new KnownLogs(knownLogs);
    known.add(name, readVerifierKeys(directory));
    const signer = openWitnessKey(directory, `${name}/node`);
    // The one clock of this program: a node says when it saw a checkpoint.
    const served = await serveNode({ log, signer, known, others, clock: Date.now, host, port });
    const ending = new AbortController();
    const asking = askOthers(log, others, ending.signal);
    print(`LOG   ${log.verifierKey}`);
    print(`NODE  ${signer.vkey}`);
    print(`Listens at ${served.url}; keeps its log in ${directory}. Give both lines to the other organisations.`);
    // A node that has stopped believing goes on answering: people will want to know why.
    await Promise.race([until, asking.then(() => until)]);
    ending.abort();
    await Promise.all([asking, served.close()]);
    await log.close();
    return 0;
  } catch (error) {
    print(`The node cannot run: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function planOf(argv: readonly string[]): NodePlan | null {
  const [folder, organisation] = [option(argv, '--network'), option(argv, '--organisation')];
  if (folder !== undefined && organisation !== undefined) return onThisMachine(folder, organisation);
  const [file, name, data, knownLogs] = ['--connection', '--name', '--data', '--known-logs'].map((each) => option(argv, each));
  const port = argv.includes('--port') ? wholeNumber(option(argv, '--port'), 65_535) : 0;
  if (file === undefined || name === undefined || data === undefined || knownLogs === undefined || port === null) return null;
  const { connection, nodes } = readConnection(file);
  return { name, directory: join(data, 'ledger'), connection, others: () => nodes, knownLogs, host: option(argv, '--host') ?? '127.0.0.1', port };
}

function onThisMachine(folder: string, name: string): NodePlan {
  const network = readNetwork(folder);
  const nodes = nodesOf(network);
  const own = nodes.find((each) => each.name === name);
  if (!own) throw new Error(`the network has no organisation ${name}`);
  const { hostname, port } = new URL(own.url);
  const others = () => nodes.filter((each) => each.name !== name).flatMap((each) => each.address() ?? []);
  return { name, directory: own.directory, connection: connectionOf(network, name as OrganisationName), others, knownLogs: network.knownLogs, host: hostname, port: Number(port) };
}
