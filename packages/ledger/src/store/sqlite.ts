import type { DatabaseSync } from '@photostructure/sqlite';
import { syncLogOf } from './sync-log.ts';

export type Database = InstanceType<typeof DatabaseSync>;

/** Opens a SQLite file: Node's own binding where it has one (22.5 and later), otherwise the same API from npm. */
export async function openDatabase(path: string, { readOnly = false, timeoutMs = 10_000 } = {}): Promise<Database> {
  const { DatabaseSync: Sync } = await binding();
  const database = new Sync(path, { readOnly, timeout: timeoutMs });
  if (!readOnly) {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // Keys are random, so each write touches pages of its own: keep them in memory (64 MiB), and fold the log (up to 128 MiB) into the file less often.
    database.exec('PRAGMA cache_size = -65536');
    database.exec('PRAGMA wal_autocheckpoint = 32000');
    syncLogOf(path, database);
  }
  return database;
}

async function binding(): Promise<{ DatabaseSync: typeof DatabaseSync }> {
  const builtIn = 'node:sqlite';
  try {
    return (await import(/* @vite-ignore */ builtIn)) as { DatabaseSync: typeof DatabaseSync };
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw error;
    return await import('@photostructure/sqlite');
  }
}
