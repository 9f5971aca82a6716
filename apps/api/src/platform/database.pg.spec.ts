import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { Database } from './database.ts';

describe('the database', () => {
  let fresh: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  it('keeps instants right where the server’s own time zone is another', async () => {
    await database.query(`alter role app in database ${new URL(fresh.url).pathname.slice(1)} set timezone to 'Europe/Berlin'`);
    const elsewhere = new Database(fresh.url);
    const at = new Date('2030-07-01T12:00:00Z');
    await elsewhere.prisma.accessLine.create({ data: { at, readerId: 'r', ownerId: 'o', subject: 's', purpose: 'p' } });
    const [row] = await elsewhere.query<{ epoch: number; at: Date }>(
      'select extract(epoch from at)::float8 as epoch, at from record.access_line',
    );
    expect(row).toEqual({ epoch: at.getTime() / 1_000, at });
    expect((await elsewhere.prisma.accessLine.findFirstOrThrow()).at).toEqual(at);
    await elsewhere.onApplicationShutdown();
  });

  it('gives block numbers as numbers and dates as dates', async () => {
    const [row] = await database.query(`select 9007199254740991::bigint as block, date '2030-02-28' as expires`);
    expect(row).toEqual({ block: 9007199254740991, expires: '2030-02-28' });
    await expect(database.query('select 9007199254740993::bigint as block')).rejects.toThrow('beyond 2^53');
  });

  it('plans a question that is asked often once a connection', async () => {
    const ask = () => database.often<{ sum: number }>('select $1::int + 1 as sum', [1]);
    expect(await ask()).toEqual([{ sum: 2 }]);
    expect(await ask()).toEqual([{ sum: 2 }]);
    // One after the other: the pool gives the same connection.
    expect(await database.query("select statement from pg_prepared_statements where statement like '%+ 1 as sum'")).toHaveLength(1);
  });

  it('undoes a transaction that throws, and keeps one that does not', async () => {
    const insert = `insert into readmodel.party (id, roles, status) values ($1, '{}', 'active')`;
    const failing = database.transaction(async (client) => {
      await client.query(insert, ['lost']);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await database.transaction((client) => client.query(insert, ['kept']), 'serializable');
    expect(await database.query('select id from readmodel.party')).toEqual([{ id: 'kept' }]);
  });
});
