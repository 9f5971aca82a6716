import type { Database } from '../../store/sqlite.ts';

/** Who vouched for a transaction of the log on the channel. */
export interface Endorsed {
  /** Fabric's own id of the transaction. */
  readonly id: string;
  /** MSP ids. */
  readonly endorsers: readonly string[];
}

/** Beside the log in a node's file: how far it has read the channel, and from which of the channel's blocks each of its own came. */
export class Places {
  readonly #statements;

  constructor(database: Database) {
    database.exec(SCHEMA);
    this.#statements = {
      next: database.prepare('SELECT next FROM channel_read'),
      read: database.prepare('UPDATE channel_read SET next = ?'),
      put: database.prepare('INSERT INTO channel_block (number, channel_number, transactions) VALUES (?, ?, ?)'),
      get: database.prepare('SELECT channel_number, transactions FROM channel_block WHERE number = ?'),
    };
  }

  /** The number of the channel's block that is to be read next. Moved in the transaction that writes what was read: a crash reads a block again, it never skips one. */
  get next(): number {
    return (this.#statements.next.get() as { next: number }).next;
  }

  set next(number: number) {
    this.#statements.read.run(number);
  }

  /** Block `number` of the log came of that block of the channel. */
  put(number: number, channelNumber: number, transactions: readonly Endorsed[]): void {
    this.#statements.put.run(number, channelNumber, JSON.stringify(transactions));
  }

  of(number: number): { channelNumber: number; transactions: readonly Endorsed[] } | null {
    const row = this.#statements.get.get(number) as { channel_number: number; transactions: string } | undefined;
    return row ? { channelNumber: row.channel_number, transactions: JSON.parse(row.transactions) as Endorsed[] } : null;
  }
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS channel_read (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL);
INSERT OR IGNORE INTO channel_read (one, next) VALUES (1, 0);
CREATE TABLE IF NOT EXISTS channel_block (number INTEGER PRIMARY KEY, channel_number INTEGER NOT NULL, transactions TEXT NOT NULL);
`;
