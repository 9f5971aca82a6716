import { openFollower } from '../fabric/open-fabric.ts';
import { connectionOf } from '../fabric/connection-of.ts';
import { readNetwork } from '../fabric/network/network.ts';
import type { OrganisationName } from '../fabric/network/organisations.ts';
import { askOthers } from '../fabric/node/ask-others.ts';
import { KnownLogs } from '../fabric/node/known-logs.ts';
import { nodesOf } from '../fabric/node/nodes-of.ts';
import { serveNode } from '../fabric/node/serve-node.ts';
import { readVerifierKeys } from '../store/key-files.ts';
import { openWitnessKey } from '../witness/key-file.ts';
import { option } from './options.ts';

/** Runs the node of one organisation: it keeps the log of the channel by itself, and vouches for it to the others. 2 when it cannot start as asked; 1 when it cannot run. */
export async function runFabricNode(argv: readonly string[], print: (line: string) => void, until: Promise<void>): Promise<number> {
  const [folder, name] = [option(argv, '--network'), option(argv, '--organisation')];
  if (folder === undefined || name === undefined) {
    print('A node needs --network FOLDER and --organisation NAME.');
    return 2;
  }
  try {
    const network = readNetwork(folder);
    const nodes = nodesOf(network);
    const own = nodes.find((each) => each.name === name);
    if (!own) throw new Error(`the network has no organisation ${name}`);
    const log = await openFollower({ directory: own.directory, connection: connectionOf(network, name as OrganisationName) });
    const known = new KnownLogs(network.knownLogs);
    known.add(name, readVerifierKeys(own.directory));
    const signer = openWitnessKey(own.directory, `${name}/node`);
    const { hostname: host, port } = new URL(own.url);
    // The one clock of this program: a node says when it saw a checkpoint.
    const served = await serveNode({ log, signer, known, clock: Date.now, host, port: Number(port) });
    const ending = new AbortController();
    const asking = askOthers(log, () => nodes.filter((each) => each.name !== name).flatMap((each) => each.address() ?? []), ending.signal);
    print(`NODE  ${log.verifierKey}`);
    print(`Listens at ${served.url}; keeps its log in ${own.directory}.`);
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
