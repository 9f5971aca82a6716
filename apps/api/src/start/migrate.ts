import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { workspaceRoot } from '../platform/workspace.ts';
import { StartRefused } from './start-refused.ts';

/** Prisma's own lock number, so that its command and this runner exclude each other. */
const MIGRATION_LOCK = 72_707_369;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/**
 * Applies what is missing of prisma/migrations, in the order of the names, and gives the names applied now.
 * Writes the same `_prisma_migrations` rows as `prisma migrate deploy`, without its engine.
 * Refuses a database whose history is unfinished, unknown here, or was changed after it was applied.
 */
export async function migrate(url: string, folder: string = join(workspaceRoot(), 'prisma', 'migrations')): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(HISTORY);
    const missing = compare(migrations, await readHistory(client));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

const HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function readHistory(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null order by started_at',
  );
  return rows;
}

function compare(migrations: Migration[], history: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of history) {
    const migration = known.get(row.migration_name);
    if (!migration)
      throw new StartRefused(
        `The database has migration ${row.migration_name}, which this version does not know: it was written by a newer version.`,
      );
    if (!row.finished_at) throw new StartRefused(`Migration ${row.migration_name} began and did not finish: see "prisma migrate resolve".`);
    if (row.checksum !== migration.checksum) throw new StartRefused(`Migration ${row.migration_name} was changed after it was applied.`);
    known.delete(row.migration_name);
  }
  return [...known.values()];
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  // Script and history row in one transaction: a failed migration leaves neither.
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      'insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new StartRefused(`Migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
