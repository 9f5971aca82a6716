import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from '../platform/database.ts';
import { workspaceRoot } from '../platform/workspace.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';

describe('the migration runner', () => {
  const place: { folder: string; fresh?: TestDatabase } = { folder: '' };
  beforeEach(async () => {
    place.folder = mkdtempSync(join(tmpdir(), 'packtrail-migrations-'));
    cpSync(join(workspaceRoot(), 'prisma', 'migrations'), place.folder, { recursive: true });
    place.fresh = await freshDatabase();
  });
  afterEach(async () => {
    await place.fresh?.drop();
    rmSync(place.folder, { recursive: true });
  });

  const add = (name: string, sql: string) => {
    mkdirSync(join(place.folder, name), { recursive: true });
    writeFileSync(join(place.folder, name, 'migration.sql'), sql);
  };
  const run = () => migrate(place.fresh?.url ?? '', place.folder);
  const ask = async (sql: string) => {
    const pool = openPool(place.fresh?.url ?? '');
    try {
      return (await pool.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await pool.end();
    }
  };

  it('applies what is missing, once, also when two nodes start together', async () => {
    expect(await run()).toEqual([]);
    add('9001_more', 'create table record.more (id int); insert into record.more values (1);');
    const [one, two] = await Promise.all([run(), run()]);
    expect([...(one ?? []), ...(two ?? [])]).toEqual(['9001_more']);
    expect(await ask('select id from record.more')).toEqual([{ id: 1 }]);
  });

  it('undoes a migration that fails half-way', async () => {
    add('9001_broken', 'create table record.half (id int); select * from nowhere;');
    await expect(run()).rejects.toThrow('Migration 9001_broken failed and was undone');
    expect(await ask(`select to_regclass('record.half') as half`)).toEqual([{ half: null }]);
    add('9001_broken', 'create table record.half (id int);');
    expect(await run()).toEqual(['9001_broken']);
  });

  it('refuses a history that was changed, is unfinished, or comes from a newer version', async () => {
    add('0001_first', 'select 1');
    await expect(run()).rejects.toThrow('0001_first was changed after it was applied');
    rmSync(join(place.folder, '0001_first'), { recursive: true });
    await expect(run()).rejects.toThrow('0001_first, which this version does not know');
    cpSync(join(workspaceRoot(), 'prisma', 'migrations'), place.folder, { recursive: true });
    await ask('update _prisma_migrations set finished_at = null');
    await expect(run()).rejects.toThrow('0001_first began and did not finish');
  });
});
