import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../store/sqlite.ts';
import { parseBlock } from '../format/block.ts';
import { parseCommand, isRefusal } from '../format/signed-command.ts';
import { wholeNumber } from './options.ts';

/**
 * Prints everything that is on one block: what anyone sees who may read the ledger. Its keys are hashes over salts that are not on it. 0 when
 * shown; 1 when there is no such block, or it cannot be read; 2 when it cannot be asked.
 */
export async function showBlock(argv: readonly string[], folder: string, print: (line: string) => void): Promise<number> {
  const number = wholeNumber(argv[0], Number.MAX_SAFE_INTEGER);
  const file = join(folder, 'ledger.sqlite');
  if (number === null || !existsSync(file)) {
    print(number === null ? 'Which block? show NUMBER' : `There is no ledger in ${folder}. Start Packtrail once, or name its data folder with --data.`);
    return 2;
  }
  const database = await openDatabase(file, { readOnly: true });
  const row = database.prepare('SELECT text, checkpoint FROM block WHERE number = ?').get(number) as { text: string; checkpoint: string } | undefined;
  database.close();
  if (!row) {
    print(`The ledger has no block ${number}.`);
    return 1;
  }
  const block = parseBlock(row.text);
  if ('broken' in block) {
    print(`DAMAGED  block ${number} ${block.broken}`);
    return 1;
  }
  print(`BLOCK    ${number}, ${new Date(block.at).toISOString()}, ${block.transactions.length} transactions, after block ${block.previous}`);
  if (block.genesis) print(`Genesis: ${json(block.genesis)}`);
  for (const [key, fact] of block.writes) print(`Writes ${key}: ${json(fact)}`);
  for (const [i, { command: text, entries, signature, writes }] of block.transactions.entries()) {
    const command = parseCommand(text);
    print(`\nTransaction ${i + 1}: ${isRefusal(command) ? text : json(command)}`);
    print(`Signature ${signature}`);
    for (const entry of entries) print(`Entry ${json(entry)}`);
    for (const [key, fact] of writes) print(`Writes ${key}: ${json(fact)}`);
  }
  print(`\n${row.checkpoint}`);
  print('This is all that is on the block. A key becomes a package only to whoever holds its salt, which is not here.');
  return 0;
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);
