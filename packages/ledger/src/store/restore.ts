import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably, syncFile } from '../disk/write-durably.ts';
import { checkCopy } from './back-up.ts';
import type { FileCheck } from './check-file.ts';
import { openKeys, readVerifierKeys } from './key-files.ts';
import { openDatabase } from './sqlite.ts';
import { Store } from './store.ts';

export interface RestoreOptions {
  /** Folder of a backup. */
  readonly from: string;
  /** Folder of the ledger that it is put back into, where its `log.key` lies. */
  readonly directory: string;
  /** Milliseconds since 1970: the file that was there is kept under a name with it. */
  readonly clock: () => number;
}

export interface Restored {
  readonly blocks: number;
  /** Blocks that the file before had beyond the backup, as far as it can be read; null when it cannot. */
  readonly blocksLost: number | null;
  /** What was there before, kept; null when nothing was. */
  readonly kept: string | null;
}

/**
 * Puts a backup in the place of a damaged or lost ledger, with the node stopped. Refuses a backup that is not whole or is of another log, a
 * ledger that is in use, and one that is whole and as new: nothing is to be mended there. Deletes nothing.
 */
export async function restore({ clock, directory, from }: RestoreOptions): Promise<Restored> {
  const [source, file] = [join(from, 'ledger.sqlite'), join(directory, 'ledger.sqlite')];
  if (!existsSync(source)) throw new Error(`there is no backup in ${from}`);
  if (!existsSync(join(directory, 'log.key'))) throw new Error(`${directory} has no log.key: put the key of this log there first, since the ledger cannot go on without it`);
  const vkeys = readVerifierKeys(directory);
  const ofBackup = readVerifierKeys(from);
  if (ofBackup[0] !== vkeys[0]) throw new Error('the backup is of another log');
  if (ofBackup.at(-1) !== vkeys.at(-1)) throw new Error('the backup was made before the log took its present key, and only the key before could go on from it');
  const check = await checkCopy(source, vkeys);
  const [damage] = check.damage;
  if (damage) throw new Error(`the backup is not whole: ${damage.kind} ${damage.name} ${damage.rule}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const before = existsSync(file) ? await checkedAlone(file, vkeys) : null;
  if (before && before.damage.length === 0 && before.blocks >= check.blocks) throw new Error(`the ledger in ${directory} is whole and has ${before.blocks} blocks, the backup ${check.blocks}: there is nothing to restore`);
  const part = `${file}.part`;
  copyFileSync(source, part);
  syncFile(part);
  const kept = existsSync(file) ? `${file}.before-${new Date(clock()).toISOString().replaceAll(':', '-')}` : null;
  if (kept) {
    // The log goes first: under another file it would be read as that one's.
    for (const beside of ['-wal', '-shm']) if (existsSync(file + beside)) renameSync(file + beside, kept + beside);
    linkSync(file, kept);
  }
  renameDurably(part, file);
  await proveKey(file, directory);
  return { blocks: check.blocks, blocksLost: before ? Math.max(0, before.blocks - check.blocks) : null, kept };
}

type Before = Pick<FileCheck, 'damage' | 'blocks'>;

/** Checks the file that is to be replaced, as far as it can be read; throws when a process has it open. */
async function checkedAlone(file: string, vkeys: readonly string[]): Promise<Before | null> {
  try {
    const database = await openDatabase(file, { timeoutMs: 0 });
    try {
      // In this mode SQLite lets nobody else have the file open.
      database.exec('PRAGMA locking_mode = EXCLUSIVE');
      database.exec('BEGIN EXCLUSIVE');
      database.exec('ROLLBACK');
    } finally {
      database.close();
    }
  } catch (error) {
    if (/locked|busy/i.test(error instanceof Error ? error.message : '')) throw new Error('the ledger is in use: stop the node first', { cause: error });
    return null;
  }
  return lookedAt(file, vkeys).catch(() => null);
}

async function lookedAt(file: string, vkeys: readonly string[]): Promise<Before> {
  const { damage } = await checkCopy(file, vkeys);
  const database = await openDatabase(file, { readOnly: true });
  try {
    // The check ends at the first damaged block; blocks behind it are lost too.
    const { blocks } = database.prepare('SELECT coalesce(max(number) + 1, 0) AS blocks FROM block').get() as { blocks: number };
    return { damage, blocks };
  } finally {
    database.close();
  }
}

/** The key of the folder is the one that goes on from the newest checkpoint, or this throws. */
async function proveKey(file: string, directory: string): Promise<void> {
  const store = await Store.open(file);
  try {
    store.immediately(() => openKeys(directory, store.block(store.newest())?.checkpoint ?? null));
  } finally {
    store.close();
  }
}
