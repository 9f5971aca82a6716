import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

export interface BlockLine {
  readonly number: number;
  readonly hash: string;
  readonly at: Date;
  readonly size: number;
  readonly note: string;
}

export interface TransactionLine {
  readonly tx_id: string;
  readonly position: number;
  readonly block_number: number;
  readonly type: string;
  readonly by_party: string;
  readonly at: Date;
  readonly historical: boolean;
  readonly units: number;
  readonly docs: readonly string[];
  /** Whether the asker is one whom the transaction names. */
  readonly named: boolean;
}

/**
 * A party reads the transactions that name it: its own, and those on units that it owns or holds after them, or was the sender or the
 * addressee of when they were under way.
 */
const LINES = `
  select t.tx_id, t.position, t.block_number, t.type, t.by_party, t.at, t.historical, t.units, t.docs,
         t.by_party = $1 or exists (
           select 1 from readmodel.step st
             left join lateral (select p.shipment from readmodel.step p where p.ref = st.ref and p.position < st.position order by p.position desc limit 1) before on true
             left join readmodel.shipment s on s.id = coalesce(st.shipment, before.shipment)
            where st.block_number = t.block_number and st.tx_id = t.tx_id and $1 in (st.owner, st.holder, s.from_party, s.to_party)
         ) as named
    from readmodel.transaction t`;

/** Blocks and transactions of the ledger, as far as they are projected. */
@Injectable()
export class LedgerRows {
  constructor(private readonly database: Database) {}

  /** Blocks below that number (or from the newest), newest first. */
  blocks(before: number | null, first: number): Promise<BlockLine[]> {
    return this.database.query<BlockLine>('select number, hash, at, size, note from readmodel.block where $1::bigint is null or number < $1 order by number desc limit $2', [before, first]);
  }

  /** The transactions of these blocks, each with whether it names the party. */
  ofBlocks(numbers: readonly number[], party: string): Promise<TransactionLine[]> {
    return this.database.query<TransactionLine>(`${LINES} where t.block_number = any ($2) order by t.position`, [party, numbers]);
  }

  async one(txId: string, party: string): Promise<TransactionLine | undefined> {
    const [line] = await this.database.query<TransactionLine>(`${LINES} where t.tx_id = $2`, [party, txId]);
    return line;
  }

  /** The newest act on a unit, or on a container while it lay in it, is told by its pedigree; this gives the shipments that such acts speak of. */
  async shipments(ids: readonly string[]): Promise<Map<string, { id: string; from_party: string; to_party: string; state: string; purpose: string }>> {
    const rows = await this.database.query<{ id: string; from_party: string; to_party: string; state: string; purpose: string }>('select id, from_party, to_party, state, purpose from readmodel.shipment where id = any ($1)', [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
