import { closeSync, existsSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import type { Database } from './sqlite.ts';

/**
 * Makes durable what SQLite has found in its log, before anything is answered from it. A process that was killed between writing a
 * transaction and its sync leaves it there for every reader: without this a repeated command would be answered as recorded, and be gone with
 * the next power cut. `writeAgain` writes the log as it reads and syncs it: after a sync that failed a system may hold pages for written that
 * the disk never got, and a sync alone would not write them. No other process writes meanwhile.
 */
export function syncLog(database: Pick<Database, 'exec'>, writeAgain: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    writeAgain();
  } finally {
    database.exec('ROLLBACK');
  }
}

/** The log beside a SQLite file; after an orderly end there is none. SQLite holds no lock on it (its locks are on the `-shm`), so that closing it here takes none away. */
export function syncLogOf(path: string, database: Database): void {
  const file = `${path}-wal`;
  syncLog(database, () => {
    if (!existsSync(file)) return;
    const handle = openSync(file, 'r+');
    try {
      const part = Buffer.alloc(PART_BYTES);
      for (let at = 0; ; ) {
        const read = readSync(handle, part, 0, part.length, at);
        if (read === 0) break;
        for (let written = 0; written < read; ) written += writeSync(handle, part, written, read - written, at + written);
        at += read;
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

const PART_BYTES = 1024 * 1024;
