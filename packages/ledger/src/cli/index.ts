import { join } from 'node:path';
import { backUp } from './back-up.ts';
import { option } from './options.ts';
import { restore } from './restore.ts';
import { rotateKey } from './rotate-key.ts';
import { runWitness } from './run-witness.ts';
import { showBlock } from './show-block.ts';
import { verifyFile } from './verify-file.ts';
import { verifyLedger } from './verify-ledger.ts';

const USAGE = `Usage:
  packtrail verify FILE [--log VKEY] [--witness VKEY]... [--witnesses K]
                                            checks the dossier of one package, without network; K of the witnesses must have cosigned
  packtrail verify-ledger [--data FOLDER] [--log VKEY]
                                            checks a whole ledger
  packtrail show NUMBER [--data FOLDER]     prints what is on one block
  packtrail backup TO [--data FOLDER]       copies the ledger into the folder TO while the node runs, and checks the copy
  packtrail restore FROM [--data FOLDER]    puts a backup in the place of a damaged ledger, with the node stopped; deletes nothing
  packtrail rotate-key [--data FOLDER]      gives the log a new key, with the node stopped, and deletes the one before
  packtrail witness --log VKEY --data FOLDER [--port N] [--host H] [--name NAME]
                                            keeps the last checkpoint of a log, cosigns what goes on from it, and refuses forks
  packtrail fabric-node --connection FILE --name NAME --data FOLDER --known-logs FOLDER [--port N] [--host H]
                                            keeps the log of a Fabric network for one organisation, and vouches for it to the others
The key of the log is taken from --log, else from the data folder: for one dossier its newest, for a ledger all that it has had.`;

/** The command line: gives the exit code, prints for people. What runs on (a witness) ends with `until`. */
export async function run(argv: readonly string[], print: (line: string) => void, until?: Promise<void>): Promise<number> {
  const [command, ...rest] = argv;
  const data = option(rest, '--data');
  // What is named here outranks what the node was started with.
  const shared = data === undefined ? process.env['LEDGER_DIR'] : undefined;
  const folder = shared || join(data ?? process.env['PACKTRAIL_DATA'] ?? '.packtrail', 'ledger');
  switch (command) {
    case 'verify':
      if (rest[0] === undefined || rest[0].startsWith('--')) break;
      return verifyFile(rest, folder, print);
    case 'verify-ledger':
      return verifyLedger(rest, folder, print);
    case 'show':
      return showBlock(rest, folder, print);
    case 'backup':
      if (rest[0] === undefined || rest[0].startsWith('--')) break;
      return backUp(rest[0], folder, print);
    case 'restore':
      if (rest[0] === undefined || rest[0].startsWith('--')) break;
      return restore(rest[0], folder, print);
    case 'rotate-key':
      return rotateKey(folder, print);
    case 'witness':
      return runWitness(rest, print, until ?? toldToEnd());
    case 'fabric-node':
      // Fabric's own packages are read only where they are needed.
      return (await import('./run-fabric-node.ts')).runFabricNode(rest, print, until ?? toldToEnd());
  }
  print(USAGE);
  return 2;
}

const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
