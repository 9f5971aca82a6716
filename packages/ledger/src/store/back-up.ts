import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably, syncFile } from '../disk/write-durably.ts';
import { checkFile, type FileCheck } from './check-file.ts';
import { readVerifierKeys } from './key-files.ts';
import { openDatabase } from './sqlite.ts';

export interface BackUpOptions {
  /** Folder of the ledger. */
  readonly directory: string;
  /** Folder for the copy; made when absent, and refused when it holds a ledger already. */
  readonly to: string;
}

/**
 * Copies a ledger as it is at one moment, while it may go on being written; then checks the copy whole. No private key goes along: whoever
 * finds a backup can read it and not sign. A copy that is not whole is not left behind under its name.
 */
export async function backUp({ directory, to }: BackUpOptions): Promise<FileCheck> {
  const [source, copy, part] = [join(directory, 'ledger.sqlite'), join(to, 'ledger.sqlite'), join(to, 'ledger.sqlite.part')];
  if (!existsSync(source)) throw new Error(`there is no ledger in ${directory}`);
  if (existsSync(copy)) throw new Error(`${to} holds a ledger already: name another folder`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  rmSync(part, { force: true });
  const database = await openDatabase(source, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(part);
  } finally {
    database.close();
  }
  // After the blocks: a key that the log takes meanwhile is in none of them, and is not asked for.
  const vkeys = readVerifierKeys(directory);
  const check = await checkCopy(part, vkeys);
  const [damage] = check.damage;
  if (damage) throw new Error(`the copy is not whole: ${damage.kind} ${damage.name} ${damage.rule}`);
  syncFile(part);
  copyFileSync(join(directory, 'log.vkey'), join(to, 'log.vkey'));
  syncFile(join(to, 'log.vkey'));
  renameDurably(part, copy);
  return check;
}

/** Checks a file that nobody writes to. */
export async function checkCopy(file: string, vkeys: readonly string[]): Promise<FileCheck> {
  const database = await openDatabase(file, { readOnly: true });
  try {
    return checkFile(database, ...vkeys);
  } finally {
    database.close();
  }
}
