import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../embedded/check-file.ts';
import { openDatabase } from '../embedded/sqlite.ts';
import { verifyDossier } from '../verify/dossier.ts';

const USAGE = `Usage:
  packtrail verify FILE [--log VKEY]                          checks the dossier of one package, without network
  packtrail verify-ledger [--data FOLDER] [--log VKEY]        checks a whole ledger
The key of the log is taken from --log, else from the data folder.`;

/** The command line: gives the exit code, prints for people. */
export async function run(argv: readonly string[], print: (line: string) => void): Promise<number> {
  const [command, ...rest] = argv;
  const folder = join(option(rest, '--data') ?? process.env['PACKTRAIL_DATA'] ?? '.packtrail', 'ledger');
  const vkey = option(rest, '--log');
  if (command === 'verify-ledger') return verifyLedger({ folder, vkey }, print);
  if (command === 'verify' && rest[0]) return verifyFile({ file: rest[0], folder, vkey }, print);
  print(USAGE);
  return 2;
}

/** Checks one dossier. 0 when good, 1 when not, naming the step; 2 when it cannot be asked. */
async function verifyFile({ file, folder, vkey }: { file: string; folder: string; vkey: string | undefined }, print: (line: string) => void): Promise<number> {
  const kept = join(folder, 'log.vkey');
  if (!existsSync(file) || (!vkey && !existsSync(kept))) {
    print(existsSync(file) ? 'No key of a log is at hand: name one with --log.' : `There is no file ${file}.`);
    return 2;
  }
  const text = readFileSync(file, 'utf8');
  const checked = await verifyDossier(text, vkey ?? readFileSync(kept, 'utf8').trim());
  if (!checked.good) {
    print(`REFUSED  ${checked.step === null ? '' : `step ${checked.step + 1} from the newest: `}${checked.why}`);
    return 1;
  }
  print(`PROVEN   ${checked.link}`);
  for (const { at, by, carried, state, type } of checked.steps) {
    print(`  ${new Date(at).toISOString()}  ${type} by ${by}: ${state}${carried ? ' (carried in a container; taking it out since is not ruled out)' : ''}`);
  }
  print(`Under the checkpoint of block ${checked.blockNumber}, ${checked.size} entries. Newer steps are not ruled out: ask a node.`);
  return 0;
}

/** Checks a whole ledger: every byte of its blocks, facts and checkpoints, and the rest of its file. 0 when whole, 1 when not. */
async function verifyLedger({ folder, vkey }: { folder: string; vkey: string | undefined }, print: (line: string) => void): Promise<number> {
  const file = join(folder, 'ledger.sqlite');
  if (!existsSync(file)) {
    print(`There is no ledger in ${folder}. Start Packtrail once, or name its data folder with --data.`);
    return 2;
  }
  const logKey = vkey ?? readFileSync(join(folder, 'log.vkey'), 'utf8').trim();
  let result: ReturnType<typeof checkFile>;
  try {
    const database = await openDatabase(file, { readOnly: true });
    result = checkFile(database, logKey);
    database.close();
  } catch (error) {
    print(`DAMAGED  file: SQLite cannot read it: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  for (const { kind, name, rule } of result.damage) print(`DAMAGED  ${kind} ${name} ${rule}`);
  if (result.damage.length > 0) return 1;
  print(`WHOLE    ${result.blocks} blocks, ${result.size} entries, root ${result.root}`);
  return 0;
}

function option(argv: readonly string[], name: string): string | undefined {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1];
}
