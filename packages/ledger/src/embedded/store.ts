import type { Fact } from '../facts.ts';
import { canonicalJson, type Json } from '../format/canonical-json.ts';
import { Frontier, peakPositions } from '../log/tree.ts';
import { type Database, openDatabase } from './sqlite.ts';

export interface BlockRow {
  readonly number: number;
  readonly text: string;
  readonly checkpoint: string;
}

/** The one SQLite file of an embedded ledger: blocks with their checkpoints, facts, and two indexes that can be made again from the blocks. */
export class Store {
  readonly database: Database;
  readonly #statements: ReturnType<typeof prepare>;

  /** Over any database of this shape: a file, or a simulated disk. Makes the tables where they are absent. */
  constructor(database: Database) {
    database.exec(SCHEMA);
    this.database = database;
    this.#statements = prepare(database);
  }

  static async open(path: string): Promise<Store> {
    return new Store(await openDatabase(path));
  }

  close(): void {
    this.database.close();
  }

  /** Runs the work in one transaction that only one process can have; blocks and facts are both there after a crash, or neither. */
  immediately<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  lastBlock(): BlockRow | undefined {
    return this.#statements.lastBlock.get() as BlockRow | undefined;
  }

  block(number: number): BlockRow | undefined {
    return this.#statements.block.get(number) as BlockRow | undefined;
  }

  fact(key: string): Fact | undefined {
    const row = this.#statements.fact.get(key) as { value: string } | undefined;
    return row && (JSON.parse(row.value) as Fact);
  }

  transaction(id: string): { block: number; position: number } | undefined {
    return this.#statements.transaction.get(id) as { block: number; position: number } | undefined;
  }

  node(height: number, position: number): Uint8Array {
    const row = this.#statements.node.get(height, position) as { hash: Uint8Array } | undefined;
    if (!row) throw new Error(`the node ${position} at height ${height} of the log is missing`);
    return new Uint8Array(row.hash);
  }

  /** The frontier of a log of that size, from its stored nodes. */
  frontier(size: number): Frontier {
    return new Frontier(
      size,
      peakPositions(size).map(({ height, position }) => this.node(height, position)),
    );
  }

  putBlock({ checkpoint, number, text }: BlockRow): void {
    this.#statements.putBlock.run(number, text, checkpoint);
  }

  putFact(key: string, fact: Fact): void {
    this.#statements.putFact.run(key, canonicalJson(fact as unknown as Json));
    if (key.startsWith('command/') && 'txId' in fact) this.#statements.putAge.run(fact.at, key);
  }

  putTransaction(id: string, block: number, position: number): void {
    this.#statements.putTransaction.run(id, block, position);
  }

  putNode(height: number, position: number, hash: Uint8Array): void {
    this.#statements.putNode.run(height, position, hash);
  }

  /** Drops the facts of commands before that instant: their ids can no longer be used. */
  dropCommandsBefore(at: number): void {
    const aged = this.#statements.aged.all(at) as { at: number; key: string }[];
    for (const { at: then, key } of aged) {
      this.#statements.dropFact.run(key);
      this.#statements.dropAge.run(then, key);
    }
  }
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS block (number INTEGER PRIMARY KEY, text TEXT NOT NULL, checkpoint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tx (id TEXT PRIMARY KEY, block INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (height INTEGER, position INTEGER, hash BLOB NOT NULL, PRIMARY KEY (height, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS command_age (at INTEGER, key TEXT, PRIMARY KEY (at, key)) WITHOUT ROWID;
`;

const prepare = (database: Database) => ({
  lastBlock: database.prepare('SELECT number, text, checkpoint FROM block ORDER BY number DESC LIMIT 1'),
  block: database.prepare('SELECT number, text, checkpoint FROM block WHERE number = ?'),
  fact: database.prepare('SELECT value FROM fact WHERE key = ?'),
  transaction: database.prepare('SELECT block, position FROM tx WHERE id = ?'),
  node: database.prepare('SELECT hash FROM node WHERE height = ? AND position = ?'),
  putBlock: database.prepare('INSERT INTO block (number, text, checkpoint) VALUES (?, ?, ?)'),
  putFact: database.prepare('INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  putTransaction: database.prepare('INSERT INTO tx (id, block, position) VALUES (?, ?, ?)'),
  putNode: database.prepare('INSERT INTO node (height, position, hash) VALUES (?, ?, ?)'),
  putAge: database.prepare('INSERT INTO command_age (at, key) VALUES (?, ?)'),
  aged: database.prepare('SELECT at, key FROM command_age WHERE at < ?'),
  dropFact: database.prepare('DELETE FROM fact WHERE key = ?'),
  dropAge: database.prepare('DELETE FROM command_age WHERE at = ? AND key = ?'),
});
