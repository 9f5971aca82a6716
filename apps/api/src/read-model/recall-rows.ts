import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** A recall notice with what the ledger says of it. */
export interface RecallRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly class: 'I' | 'II' | 'III';
  readonly depth: 'WHOLESALE' | 'RETAIL' | 'CONSUMER';
  readonly reason: string;
  readonly instructions: string;
  readonly contact: string;
  /** draft, issued, withdrawn or closed. What the ledger has is issued, whatever the node stopped in the middle of. */
  readonly state: string;
  readonly proposed_by: string;
  readonly proposer: string;
  readonly proposed_at: Date;
  readonly confirmed_at: Date | null;
}

export interface AcknowledgementRow {
  readonly found: number;
  readonly not_found: number;
  readonly dispensed: number;
  readonly at: Date;
}

const ROWS = `
  select n.id, n.organisation_id, coalesce(o.name, n.organisation_id) as organisation, n.class, n.depth, n.reason, n.instructions, n.contact,
         case when n.state = 'draft' and r.id is not null then 'issued' else n.state end as state,
         n.proposed_by, coalesce(u.name, '') as proposer, n.proposed_at, case when r.id is not null then n.confirmed_at end as confirmed_at
    from record.recall_notice n
    left join readmodel.recall r on r.id = n.id
    left join record.organisation o on o.id = n.organisation_id
    left join record.app_user u on u.id = n.proposed_by`;

/** Recalls and their drafts. */
@Injectable()
export class RecallRows {
  constructor(private readonly database: Database) {}

  /** Recalls that a party may know of, newest first: its own with their drafts, and of those in force all (a regulator) or those among `touching`. */
  list({ all, first, party, touching }: { party: string; all: boolean; touching: readonly string[]; first: number }): Promise<RecallRow[]> {
    return this.database.query<RecallRow>(
      `select * from (${ROWS}) n where n.organisation_id = $1 or (n.state in ('issued', 'closed') and ($2 or n.id = any ($3)))
        order by coalesce(n.confirmed_at, n.proposed_at) desc, n.id limit $4`,
      [party, all, touching, first],
    );
  }

  async one(id: string): Promise<RecallRow | undefined> {
    const [row] = await this.database.query<RecallRow>(`${ROWS} where n.id = $1`, [id]);
    return row;
  }

  /** The lots that each notice names, as printed. */
  async printed(ids: readonly string[]): Promise<Map<string, { gtin: string; lot: string }[]>> {
    const rows = await this.database.query<{ recall_id: string; gtin: string; lot: string }>('select recall_id, gtin, number as lot from record.recall_notice_lot where recall_id = any ($1) order by gtin, number', [ids]);
    const printed = new Map<string, { gtin: string; lot: string }[]>(ids.map((id) => [id, []]));
    for (const { gtin, lot, recall_id: id } of rows) printed.get(id)?.push({ gtin, lot });
    return printed;
  }

  /** Which recalls name which of these lots on the ledger. */
  async ofLots(keys: readonly string[]): Promise<{ recall: string; lot: string }[]> {
    return this.database.query('select recall_id as recall, lot_key as lot from readmodel.recall_lot where lot_key = any ($1)', [keys]);
  }

  /** Every lot that the ledger says is recalled. */
  async lotsRecalled(): Promise<string[]> {
    const rows = await this.database.query<{ lot_key: string }>('select distinct lot_key from readmodel.recall_lot');
    return rows.map(({ lot_key: key }) => key);
  }

  /** Lots that a recall in force names by their print and not yet by their key: registered after it, or by an attester whose key did not join. */
  unjoined(): Promise<{ recall: string; class: RecallRow['class']; by: string; lot: string; registered_by: string }[]> {
    return this.database.query(
      `select distinct r.id as recall, r.class, r.by_party as by, l.key as lot, l.registered_by
         from readmodel.recall r
         join record.recall_notice_lot n on n.recall_id = r.id
         join record.lot l on l.number = n.number and (l.gtin = n.gtin or exists (select 1 from record.trade_item t where t.product_id = l.product_id and t.gtin = n.gtin))
         join readmodel.lot m on m.key = l.key
         join readmodel.party p on p.id = l.registered_by and p.status = 'active'
        where r.state = 'open' and not r.id = any (m.recalls) order by r.id, l.key`,
    );
  }

  /** Who has answered a recall. */
  async acknowledged(id: string): Promise<Set<string>> {
    const rows = await this.database.query<{ party: string }>('select party from readmodel.recall_ack where recall_id = $1', [id]);
    return new Set(rows.map(({ party }) => party));
  }

  /** What a party counted, when the ledger has its answer. */
  async acknowledgement(id: string, party: string): Promise<AcknowledgementRow | null> {
    const [row] = await this.database.query<AcknowledgementRow>(
      `select a.found, a.not_found, a.dispensed, a.at from record.acknowledgement a
         join readmodel.recall_ack r on r.recall_id = a.recall_id and r.party = a.organisation_id where a.recall_id = $1 and a.organisation_id = $2`,
      [id, party],
    );
    return row ?? null;
  }
}
