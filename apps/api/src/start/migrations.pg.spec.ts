import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../generated/prisma/client.ts';
import { Database } from '../platform/database.ts';
import { workspaceRoot } from '../platform/workspace.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { readSchema } from '../testing/prisma-schema.ts';

const COLUMNS = `
  select table_schema || '.' || table_name as "table", column_name as "column", is_nullable = 'YES' as nullable,
         case when data_type = 'ARRAY' then udt_name else data_type end as type, coalesce(column_default, identity_generation) as "default"
    from information_schema.columns join information_schema.tables using (table_catalog, table_schema, table_name)
   where table_schema in ('record', 'readmodel', 'ops') and table_type = 'BASE TABLE'`;

// Every key and index, with its columns in order.
const KEYS = `
  select n.nspname || '.' || c.relname as "table", case when i.indisprimary then 'id' when i.indisunique then 'unique' else 'index' end as kind,
         array(select a.attname::text from unnest(i.indkey) with ordinality k(number, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by place) as columns,
         pg_get_expr(i.indpred, i.indrelid) as condition
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('record', 'readmodel', 'ops')`;

const FOREIGN_KEYS = `
  select conrelid::regclass::text as "table", array(select a.attname::text from unnest(conkey) k(number) join pg_attribute a on a.attrelid = conrelid and a.attnum = k.number) as columns,
         confrelid::regclass::text as target
    from pg_constraint where contype = 'f'`;

interface Column {
  table: string;
  column: string;
  nullable: boolean;
  type: string;
  default: string | null;
}

describe('schema.prisma and the migrations', () => {
  let fresh: TestDatabase;
  let database: Database;
  const models = readSchema(readFileSync(join(workspaceRoot(), 'prisma', 'schema.prisma'), 'utf8'));

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  const sorted = (lines: string[]) => [...lines].sort();

  it('are read whole: every model that Prisma knows, and every table that there is', async () => {
    expect(sorted(models.map(({ name }) => name))).toEqual(sorted(Object.values(Prisma.ModelName)));
    const tables = await database.query<{ table: string }>(`select distinct "table" from (${COLUMNS}) c`);
    expect(sorted(models.map(({ table }) => table))).toEqual(sorted(tables.map(({ table }) => table)));
  });

  it('agree on every column, its type, whether it may be empty, and whether it has a default', async () => {
    const columns = await database.query<Column & Record<string, unknown>>(COLUMNS);
    const there = columns.map(
      ({ table, column, type, nullable, default: value }) => `${table}.${column} ${type}${nullable ? '?' : ''}${value ? ' =' : ''}`,
    );
    const said = models.flatMap(({ table, columns }) =>
      columns.map(({ column, type, nullable, hasDefault }) => `${table}.${column} ${type}${nullable ? '?' : ''}${hasDefault ? ' =' : ''}`),
    );
    // An empty list needs no default in Prisma's client; the database has one where rows are also made by SQL.
    const listDefaults = /^(record\.organisation\.gs1_prefixes|record\.capture_job\.shipment_ids|record\.scan\.later_codes) _text =$/;
    expect(sorted(there.map((line) => (listDefaults.test(line) ? line.slice(0, -2) : line)))).toEqual(sorted(said));
  });

  it('agree on every key and index', async () => {
    const keys = await database.query<{ table: string; kind: string; columns: string[]; condition: string | null }>(KEYS);
    // Prisma cannot say a condition on a unique key: one current signing key an organisation stands in the migration alone.
    const sayable = keys.filter(({ kind, condition }) => !(kind === 'unique' && condition));
    expect(keys.length - sayable.length).toBe(1);
    const there = sayable.map(({ table, kind, columns }) => `${table} ${kind} (${columns.join(', ')})`);
    const said = models.flatMap(({ table, keys }) => keys.map(({ kind, columns }) => `${table} ${kind} (${columns.join(', ')})`));
    expect(sorted(there)).toEqual(sorted(said));
  });

  it('agree on every foreign key, and the read model has none', async () => {
    const rows = await database.query<{ table: string; columns: string[]; target: string }>(FOREIGN_KEYS);
    const there = rows.map(({ table, columns, target }) => `${table} (${columns.join(', ')}) -> ${target}`);
    const said = models.flatMap(({ table, references }) =>
      references.map(({ columns, target }) => `${table} (${columns.join(', ')}) -> ${target}`),
    );
    expect(sorted(there)).toEqual(sorted(said));
    expect(there.filter((line) => line.includes('readmodel.'))).toEqual([]);
  });

  it('let Prisma read every table', async () => {
    const client = database.prisma as unknown as Record<string, { findMany(): Promise<unknown[]> }>;
    for (const name of Object.values(Prisma.ModelName)) {
      const delegate = client[name.charAt(0).toLowerCase() + name.slice(1)];
      await expect(delegate?.findMany(), name).resolves.toEqual([]);
    }
  });
});
