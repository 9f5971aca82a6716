import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

export interface TransactionRow {
  readonly tx_id: string;
  /** Hashes of the documents that it speaks of. */
  readonly docs: readonly string[];
  readonly historical: boolean;
}

/** Transactions as the log has them. */
@Injectable()
export class Transactions {
  constructor(private readonly database: Database) {}

  async byIds(ids: readonly string[]): Promise<Map<string, TransactionRow>> {
    const rows = await this.database.query<TransactionRow>('select tx_id, docs, historical from readmodel.transaction where tx_id = any ($1)', [ids]);
    return new Map(rows.map((row) => [row.tx_id, row]));
  }

  /** Where the transactions at these positions of the log are, newest first. */
  at(positions: readonly number[]): Promise<{ position: number; tx_id: string; block_number: number }[]> {
    return this.database.query('select position, tx_id, block_number from readmodel.transaction where position = any ($1) order by position desc', [positions]);
  }
}
