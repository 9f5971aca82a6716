import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../embedded/check-file.ts';
import { openDatabase } from '../embedded/sqlite.ts';

/** `packtrail verify-ledger [--data FOLDER] [--log VKEY]`: gives the exit code, prints for people. */
export async function run(argv: readonly string[], print: (line: string) => void): Promise<number> {
  const [command, ...rest] = argv;
  if (command !== 'verify-ledger') {
    print('Usage: packtrail verify-ledger [--data FOLDER] [--log VKEY]');
    return 2;
  }
  const data = option(rest, '--data') ?? process.env['PACKTRAIL_DATA'] ?? '.packtrail';
  return verifyLedger({ folder: join(data, 'ledger'), vkey: option(rest, '--log') }, print);
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
