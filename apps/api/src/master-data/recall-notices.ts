import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';

export interface NoticeText {
  readonly class: 'I' | 'II' | 'III';
  readonly depth: 'WHOLESALE' | 'RETAIL' | 'CONSUMER';
  readonly reason: string;
  readonly instructions: string;
  readonly contact: string;
  readonly lots: readonly { gtin: string; number: string }[];
}

/** The readable side of recalls: drafts, what they say, and what holders counted. */
@Injectable()
export class RecallNotices {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Writes a draft. It stops nothing until it is confirmed. */
  async propose(id: string, by: { organisation: string; user: string }, notice: NoticeText): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query(
        `insert into record.recall_notice (id, organisation_id, class, depth, reason, instructions, contact, proposed_by, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, by.organisation, notice.class, notice.depth, notice.reason, notice.instructions, notice.contact, by.user, this.clock.now()],
      );
      await client.query('insert into record.recall_notice_lot (recall_id, gtin, number) select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing', [
        id,
        notice.lots.map(({ gtin }) => gtin),
        notice.lots.map(({ number }) => number),
      ]);
    });
  }

  /** Marks who confirms a draft, in the transaction of the outbox row. Refuses (CONFLICT) when someone is at it already. */
  async confirming(client: Queryable, id: string, user: string): Promise<void> {
    const { rows } = await client.query<{ id: string }>(
      "update record.recall_notice set confirmed_by = $2, confirmed_at = $3 where id = $1 and state = 'draft' and confirmed_by is null returning id",
      [id, user, this.clock.now()],
    );
    if (rows.length === 0) throw failure('CONFLICT', 'This draft is being confirmed already.');
  }

  /** The ledger has it. */
  async issued(id: string): Promise<void> {
    await this.database.query("update record.recall_notice set state = 'issued' where id = $1 and state = 'draft' and confirmed_by is not null", [id]);
  }

  /** The ledger has refused it: it is a draft that nobody has confirmed. */
  async notIssued(id: string): Promise<void> {
    await this.database.query("update record.recall_notice set confirmed_by = null, confirmed_at = null where id = $1 and state = 'draft'", [id]);
  }

  /** Withdraws a draft of an organisation. Refuses (CONFLICT) what is no longer a draft, or is being confirmed. */
  async withdraw(id: string, organisation: string): Promise<void> {
    const rows = await this.database.query<{ id: string }>(
      "update record.recall_notice set state = 'withdrawn' where id = $1 and organisation_id = $2 and state = 'draft' and confirmed_by is null returning id",
      [id, organisation],
    );
    if (rows.length === 0) throw failure('CONFLICT', 'Only a draft can be withdrawn. A recall in force stays on the ledger.');
  }

  /** Stores what a holder counted, with the salt of the hash that goes on the ledger, in the transaction of the outbox row. */
  async acknowledge(client: Queryable, answer: { recall: string; organisation: string; found: number; notFound: number; dispensed: number; note: string | null; salt: Uint8Array }): Promise<void> {
    await client.query(
      `insert into record.acknowledgement (recall_id, organisation_id, found, not_found, dispensed, note, at, salt) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (recall_id, organisation_id) do update
          set found = excluded.found, not_found = excluded.not_found, dispensed = excluded.dispensed, note = excluded.note, at = excluded.at, salt = excluded.salt`,
      [answer.recall, answer.organisation, answer.found, answer.notFound, answer.dispensed, answer.note, this.clock.now(), answer.salt],
    );
  }

  /** The ledger has refused the answer that was stored with this salt. */
  async notAcknowledged(recall: string, organisation: string, salt: Uint8Array): Promise<void> {
    await this.database.query('delete from record.acknowledgement where recall_id = $1 and organisation_id = $2 and salt = $3', [recall, organisation, salt]);
  }
}
