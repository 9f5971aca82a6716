import type { Fact } from '../facts.ts';
import { factText } from '../format/fact-text.ts';
import { type Database, openDatabase } from './sqlite.ts';

export interface BlockRow {
  readonly number: number;
  readonly text: string;
  readonly checkpoint: string;
}

/** Where a transaction stands: its block, and its leaf in the log. */
export interface Place {
  readonly block: number;
  readonly position: number;
}

/** The tables hold of what blocks up to this one wrote the lines up to this one, in the order of `lineOf`. */
export interface Reached {
  readonly block: number;
  readonly line: string;
}

/**
 * The one SQLite file of an embedded ledger. Blocks with their checkpoints are the record. Facts, the places of transactions and the nodes
 * of the log are what blocks up to `settled` come to: tables that can be made again, written many blocks at a time.
 */
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

  /** Runs the work in one transaction that only one process can have: after a crash all of it is there, or nothing. */
  immediately<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    try {
      const result = work();
      isWritten = true;
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw isWritten ? notTaken(error) : error;
    }
  }

  /** Number of the newest block; -1 when there is none. */
  newest(): number {
    return (this.#statements.newest.get() as { number: number }).number;
  }

  /** The block whose writes, and those of all before it, the tables of facts, places and nodes hold; -1 when none does. */
  settled(): number {
    return (this.#statements.settled.get() as { block: number }).block;
  }

  /** Where the tables are on their way from `settled` to a later block; undefined when they are not. */
  settling(): Reached | undefined {
    return this.#statements.settling.get() as Reached | undefined;
  }

  block(number: number): BlockRow | undefined {
    return this.#statements.block.get(number) as BlockRow | undefined;
  }

  fact(key: string): Fact | undefined {
    const row = (key.startsWith('command/') ? this.#statements.command.get(...commandColumns(key)) : this.#statements.fact.get(key)) as { value: string } | undefined;
    return row && (JSON.parse(row.value) as Fact);
  }

  place(txId: string): Place | undefined {
    return this.#statements.place.get(Buffer.from(txId, 'hex')) as Place | undefined;
  }

  /** Nodes of the log's tree, as `Tiles` gathers them. */
  tile(level: number, tile: number): Uint8Array | undefined {
    const row = this.#statements.tile.get(level, tile) as { nodes: Uint8Array } | undefined;
    return row && new Uint8Array(row.nodes);
  }

  /** One hash of a tile, from that byte on. */
  nodeAt(level: number, tile: number, offset: number): Uint8Array | undefined {
    const row = this.#statements.nodeAt.get(offset + 1, level, tile) as { hash: Uint8Array } | undefined;
    return row && new Uint8Array(row.hash);
  }

  putBlock({ checkpoint, number, text }: BlockRow): void {
    this.#statements.putBlock.run(number, text, checkpoint);
  }

  putFact(key: string, fact: Fact): void {
    const value = factText(fact);
    if (key.startsWith('command/')) this.#statements.putCommand.run(...commandColumns(key), value);
    else this.#statements.putFact.run(key, value);
  }

  putPlace(txId: string, { block, position }: Place): void {
    this.#statements.putPlace.run(Buffer.from(txId, 'hex'), block, position);
  }

  putTile(level: number, tile: number, nodes: Uint8Array): void {
    this.#statements.putTile.run(level, tile, nodes);
  }

  putSettled(block: number): void {
    this.#statements.putSettled.run(block);
    this.#statements.dropSettling.run();
  }

  putSettling({ block, line }: Reached): void {
    this.#statements.putSettling.run(block, line);
  }

  /** The command id that lies last: one that lies after it is in no row. */
  lastCommandId(): string {
    return (this.#statements.lastCommand.get() as { id: string }).id;
  }

  /** Drops the facts of commands older than that instant: their ids can no longer be used. */
  dropCommandsBefore(instant: number): void {
    this.#statements.dropCommands.run(commandIdFloor(instant), instant);
  }
}

/** A commit that failed, with the way out. */
function notTaken(error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  const wayOut = /full/i.test(why)
    ? 'make room on the disk, then start the node again'
    : 'start the machine again, not the node alone, since after a failed sync its system may show what the disk does not have';
  return new Error(`the disk did not take what was to be written (${why}): ${wayOut}`, { cause: error });
}

// Ids of commands are UUIDs that begin with their time: the newest lie together at one end of their table, and the oldest at the other.
const SCHEMA = `
CREATE TABLE IF NOT EXISTS block (number INTEGER PRIMARY KEY, text TEXT NOT NULL, checkpoint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS command (id TEXT, party TEXT, value TEXT NOT NULL, PRIMARY KEY (id, party)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (tx BLOB PRIMARY KEY, block INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tile (level INTEGER, tile INTEGER, nodes BLOB NOT NULL, PRIMARY KEY (level, tile));
CREATE TABLE IF NOT EXISTS settled (one INTEGER PRIMARY KEY CHECK (one = 1), block INTEGER NOT NULL);
INSERT OR IGNORE INTO settled (one, block) VALUES (1, -1);
CREATE TABLE IF NOT EXISTS settling (one INTEGER PRIMARY KEY CHECK (one = 1), block INTEGER NOT NULL, line TEXT NOT NULL);
`;

const prepare = (database: Database) => ({
  newest: database.prepare('SELECT coalesce(max(number), -1) AS number FROM block'),
  settled: database.prepare('SELECT block FROM settled'),
  settling: database.prepare('SELECT block, line FROM settling'),
  block: database.prepare('SELECT number, text, checkpoint FROM block WHERE number = ?'),
  fact: database.prepare('SELECT value FROM fact WHERE key = ?'),
  command: database.prepare('SELECT value FROM command WHERE id = ? AND party = ?'),
  lastCommand: database.prepare("SELECT coalesce(max(id), '') AS id FROM command"),
  place: database.prepare('SELECT block, position FROM place WHERE tx = ?'),
  tile: database.prepare('SELECT nodes FROM tile WHERE level = ? AND tile = ?'),
  nodeAt: database.prepare('SELECT substr(nodes, ?, 32) AS hash FROM tile WHERE level = ? AND tile = ?'),
  putBlock: database.prepare('INSERT INTO block (number, text, checkpoint) VALUES (?, ?, ?)'),
  putFact: database.prepare('INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  putCommand: database.prepare('INSERT OR REPLACE INTO command (id, party, value) VALUES (?, ?, ?)'),
  putPlace: database.prepare('INSERT OR REPLACE INTO place (tx, block, position) VALUES (?, ?, ?)'),
  putTile: database.prepare('INSERT INTO tile (level, tile, nodes) VALUES (?, ?, ?) ON CONFLICT (level, tile) DO UPDATE SET nodes = excluded.nodes'),
  putSettled: database.prepare('UPDATE settled SET block = ?'),
  putSettling: database.prepare('INSERT OR REPLACE INTO settling (one, block, line) VALUES (1, ?, ?)'),
  dropSettling: database.prepare('DELETE FROM settling'),
  dropCommands: database.prepare(`DELETE FROM command WHERE id < ? AND json_extract(value, '$.at') < ?`),
});

/** `command/<party>/<id>` as the columns id and party. */
function commandColumns(key: string): [id: string, party: string] {
  const [, party = '', id = ''] = key.split('/');
  return [id, party];
}

/** Below this lie all ids of commands signed before the instant: an id is at most five minutes ahead of its signature. */
function commandIdFloor(instant: number): string {
  const time = Math.max(0, instant + 300_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
