import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';

export interface TransactionRow {
  readonly tx_id: string;
  /** Hashes of the documents that it speaks of. */
  readonly docs: readonly string[];
  readonly historical: boolean;
}

/** What a pedigree tells of an event. */
export interface DocumentHead {
  readonly eventTime: string;
  readonly eventTimeZoneOffset?: string;
  readonly readPoint?: { gln: string };
  readonly bizLocation?: { gln: string };
  readonly sourceList?: readonly { type: string; gln: string }[];
  readonly destinationList?: readonly { type: string; gln: string }[];
  readonly persistentDisposition?: { set?: readonly string[] };
}

/** A document behind a transaction, told by its head: all of the event but its lists of EPCs, which may name a million others. */
export interface TellingDocument {
  readonly tx_id: string;
  readonly historical: boolean;
  readonly doc_hash: string;
  readonly biz_step: string;
  readonly head: DocumentHead;
  /** One of the many documents of a commissioning. */
  readonly commissioned: boolean;
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

  /**
   * The documents that tell of these transactions, but for statements. Of a commissioning, which may have thousands, only those among `own`, and of the
   * transactions in `stated` the shipping that a supplier's document states.
   */
  async telling(ids: readonly string[], { own, stated }: { own: readonly string[]; stated: readonly string[] }): Promise<TellingDocument[]> {
    const rows = await this.#telling.of({ ids, own, stated });
    const [wanted, mine] = [new Set(ids), new Set(own)];
    return rows.filter(({ commissioned, doc_hash: hash, tx_id: id }) => wanted.has(id) && (!commissioned || mine.has(hash)));
  }

  readonly #telling = new Together<{ ids: readonly string[]; own: readonly string[]; stated: readonly string[] }, TellingDocument[]>(async (asked) => {
    const rows = await this.database.often<Omit<TellingDocument, 'head'> & { head: string }>(
      `select t.tx_id, t.historical, d.doc_hash, d.biz_step, d.head, d.commissioned
         from readmodel.transaction t
         cross join lateral (
           select doc_hash, biz_step, head, position, false as commissioned from record.document where t.type <> 'commission' and doc_hash = any (t.docs) and biz_step <> 'transaction_statement'
           union all
           select doc_hash, biz_step, head, position, true from record.document where t.type = 'commission' and doc_hash = any ($2) and command_id = t.command_id
           union all
           select doc_hash, biz_step, head, position, false from record.document where t.tx_id = any ($3) and command_id = t.command_id and biz_step = 'shipping'
         ) d
        where t.tx_id = any ($1) order by d.position`,
      [distinct(asked.map(({ ids }) => ids)), distinct(asked.map(({ own }) => own)), distinct(asked.map(({ stated }) => stated))],
    );
    const documents = rows.map(({ head, ...document }) => ({ ...document, head: JSON.parse(head) as DocumentHead }));
    return asked.map(() => documents);
  });
}

const distinct = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
