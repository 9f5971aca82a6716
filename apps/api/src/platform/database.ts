import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';

export const DATABASE_URL = Symbol('DatabaseUrl');

/** What a query can be sent through: the pool, or the connection of a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(sql: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

/**
 * The one way to PostgreSQL: a pool for SQL, and Prisma over the same pool.
 * Columns of type bigint arrive as numbers, dates as 'YYYY-MM-DD', instants as Date.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Of the questions asked often, by their text. */
  readonly #names = new Map<string, string>();

  constructor(@Inject(DATABASE_URL) url: string) {
    this.pool = openPool(url);
    this.prisma = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>(sql, values);
    return rows;
  }

  /** The same for a question that is asked again and again in the same words: each connection plans it once. */
  async often<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    let name = this.#names.get(text);
    if (name === undefined) this.#names.set(text, (name = `often_${this.#names.size}`));
    const { rows } = await this.pool.query<Row>({ name, text, values });
    return rows;
  }

  /**
   * Runs `work` in one transaction on one connection; what it throws undoes everything.
   * A serialization failure is the caller's to repeat: only it knows whether that is safe.
   */
  async transaction<T>(
    work: (client: Queryable) => Promise<T>,
    isolation: 'read committed' | 'repeatable read' | 'serializable' = 'read committed',
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`begin isolation level ${isolation}`);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failed: Error) => (broken = failed));
      throw error;
    } finally {
      // A connection that could not even roll back is not given to the next one.
      client.release(broken);
    }
  }

  async ready(): Promise<boolean> {
    return this.pool.query('select 1').then(
      () => true,
      () => false,
    );
  }

  async onApplicationShutdown() {
    await this.prisma.$disconnect();
    if (!this.pool.ended) await this.pool.end();
  }
}

/** A pool whose sessions are in UTC: the Prisma adapter writes instants without their zone and would store wrong ones elsewhere. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    // Questions here are short: compiling one takes longer than answering it.
    options: '-c TimeZone=UTC -c jit=off',
    max: 16,
    // A plan that a connection keeps is made for tables as large as they were then.
    maxLifetimeSeconds: 60,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format !== 'binary' && oid === pg.types.builtins.INT8) return safeNumber;
  if (format !== 'binary' && oid === pg.types.builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format as 'text');
}) as typeof pg.types.getTypeParser;

function safeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${text} is beyond 2^53.`);
  return number;
}
