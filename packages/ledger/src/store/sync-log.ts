import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import type { Database } from './sqlite.ts';

/**
 * Makes durable what SQLite has found in its log, before anything is answered from it. A process that was killed between writing a
 * transaction and its sync leaves it there for every reader: without this a repeated command would be answered as recorded, and be gone with
 * the next power cut. No other process writes meanwhile.
 */
export function syncLog(database: Pick<Database, 'exec'>, sync: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    sync();
  } finally {
    database.exec('ROLLBACK');
  }
}

/** The log beside a SQLite file. SQLite holds no lock on it (its locks are on the `-shm`), so that closing it here takes none away. */
export function syncLogOf(path: string, database: Database): void {
  const file = `${path}-wal`;
  syncLog(database, () => {
    if (!existsSync(file)) return;
    const handle = openSync(file, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}
