import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../store/check-file.ts';
import { readVerifierKeys } from '../store/key-files.ts';
import { openDatabase } from '../store/sqlite.ts';
import { option } from './options.ts';

/** Checks a whole ledger: every byte of its blocks, facts and checkpoints, and the rest of its file. 0 when whole, 1 when not. */
export async function verifyLedger(argv: readonly string[], folder: string, print: (line: string) => void): Promise<number> {
  const file = join(folder, 'ledger.sqlite');
  if (!existsSync(file)) {
    print(`There is no ledger in ${folder}. Start Packtrail once, or name its data folder with --data.`);
    return 2;
  }
  const kept = readVerifierKeys(folder);
  const named = option(argv, '--log') ?? kept.at(-1) ?? '';
  // Whoever names a later key has it signed for all that came before: the block at which it took over is chained back to the first.
  const vkeys = kept.includes(named) ? kept : [named];
  let result: ReturnType<typeof checkFile>;
  try {
    const database = await openDatabase(file, { readOnly: true });
    result = checkFile(database, ...vkeys);
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
