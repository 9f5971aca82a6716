import { Injectable } from '@nestjs/common';
import type { Current } from '../../../identity/current.ts';
import { Database } from '../../../platform/database.ts';
import type { Reached } from '../query/event-book.ts';
import type { EpcFormat } from '../query/negotiation.ts';
import type { Schedule } from './schedule.ts';

export interface SubscriptionRow extends Reached {
  readonly id: string;
  readonly organisation_id: string;
  readonly query_name: string;
  readonly user_id: string;
  readonly reason: string | null;
  readonly dest: string;
  readonly token_sealed: Buffer | null;
  readonly epc_format: EpcFormat;
  readonly report_if_empty: boolean;
  readonly schedule: Schedule | null;
  readonly initial_record_time: Date;
  readonly created_at: Date;
  readonly due_at: Date;
  readonly failures: number;
  readonly last_failure: string | null;
  readonly last_notified_at: Date | null;
}

type NewSubscription = Omit<SubscriptionRow, 'failures' | 'last_failure' | 'last_notified_at' | 'token_sealed'> & { readonly token_sealed: Uint8Array | null };

/** Subscriptions as they are stored: what was agreed in `record`, how far it went in `ops`. */
@Injectable()
export class SubscriptionRows {
  constructor(private readonly database: Database) {}

  async create(row: NewSubscription): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query(
        `insert into record.event_subscription (id, organisation_id, query_name, user_id, reason, dest, token_sealed, epc_format, report_if_empty, schedule, initial_record_time, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [row.id, row.organisation_id, row.query_name, row.user_id, row.reason, row.dest, row.token_sealed, row.epc_format, row.report_if_empty, row.schedule && JSON.stringify(row.schedule), row.initial_record_time, row.created_at],
      );
      await client.query('insert into ops.event_delivery (subscription_id, released, seq, due_at) values ($1, $2, $3, $4)', [row.id, row.released, row.seq, row.due_at]);
    });
  }

  list(organisation: string, name: string, { after, first }: { after: string; first: number }): Promise<SubscriptionRow[]> {
    return this.database.query<SubscriptionRow & Record<string, unknown>>(`${SELECT} where s.organisation_id = $1 and s.query_name = $2 and s.id::text > $3 order by s.id::text limit $4`, [organisation, name, after, first]);
  }

  async get(organisation: string, name: string, id: string): Promise<SubscriptionRow | undefined> {
    const [row] = await this.database.query<SubscriptionRow & Record<string, unknown>>(`${SELECT} where s.organisation_id = $1 and s.query_name = $2 and s.id::text = $3`, [organisation, name, id]);
    return row;
  }

  /** Those whose time has come, longest waiting first. */
  due(now: Date, first: number): Promise<SubscriptionRow[]> {
    return this.database.query<SubscriptionRow & Record<string, unknown>>(`${SELECT} where d.due_at <= $1 order by d.due_at limit $2`, [now, first]);
  }

  async count(organisation: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>('select count(*) from record.event_subscription where organisation_id = $1', [organisation]);
    return row?.count ?? 0;
  }

  async delete(organisation: string, name: string, id: string): Promise<boolean> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ id: string }>('delete from record.event_subscription where organisation_id = $1 and query_name = $2 and id::text = $3 returning id', [organisation, name, id]);
      await client.query('delete from ops.event_delivery where subscription_id = any ($1)', [rows.map(({ id: gone }) => gone)]);
      return rows.length > 0;
    });
  }

  async acknowledged(id: string, { notifiedAt, dueAt, released, seq }: Reached & { notifiedAt: Date | null; dueAt: Date }): Promise<void> {
    await this.database.query(
      'update ops.event_delivery set released = $2, seq = $3, due_at = $4, failures = 0, last_failure = null, last_notified_at = coalesce($5, last_notified_at) where subscription_id = $1',
      [id, released, seq, dueAt, notifiedAt],
    );
  }

  async failed(id: string, why: string, dueAt: Date): Promise<void> {
    await this.database.query('update ops.event_delivery set failures = failures + 1, last_failure = $2, due_at = $3 where subscription_id = $1', [id, why, dueAt]);
  }

  /** Whose subscription it is, as long as they may ask; null when they may no more. */
  async subscriber({ organisation_id: organisation, user_id: user }: Pick<SubscriptionRow, 'organisation_id' | 'user_id'>): Promise<Current | null> {
    const [row] = await this.database.query<Current & Record<string, unknown>>(
      `select json_build_object('id', u.id, 'email', u.email, 'name', u.name, 'role', u.role) as "user",
              json_build_object('id', o.id, 'name', o.name, 'gln', o.gln, 'kinds', o.kinds, 'status', o.status) as "organisation", null as site
         from record.app_user u join record.organisation o on o.id = u.organisation_id and o.status = 'active' where u.id = $1 and o.id = $2 and u.active`,
      [user, organisation],
    );
    return row ?? null;
  }
}

const SELECT = `
  select s.*, d.released, d.seq, d.due_at, d.failures, d.last_failure, d.last_notified_at
    from record.event_subscription s join ops.event_delivery d on d.subscription_id = s.id`;
