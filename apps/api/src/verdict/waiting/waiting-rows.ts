import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database.ts';
import { Projector } from '../../projection/projector.ts';
import type { ScanPurpose, Verdict } from '../rules.ts';

/** A scan whose answer data still to come may change, or has changed untold. */
export interface WaitingRow {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  readonly purpose: ScanPurpose;
  readonly siteGln: string | null;
  readonly verdict: Verdict;
  readonly codes: readonly string[];
  readonly productName: string | null;
  readonly waits: boolean;
  readonly judgedAsOf: string | null;
  readonly laterAt: Date | null;
  readonly laterVerdict: Verdict | null;
}

const DAYS_KEPT = 30;

/** Scans that wait for data. */
@Injectable()
export class WaitingRows {
  constructor(
    private readonly database: Database,
    private readonly projector: Projector,
  ) {}

  /** What the record has come to, by blocks, files and partners' nodes: another text whenever data have arrived. */
  async asOf(organisationId: string): Promise<string> {
    const [row] = await this.database.query<{ as_of: string }>(
      `select concat_ws('/', (select max(number) from record.event_release), (select count(*) from ops.arrival where organisation_id = $1 and state = 'stored')) as as_of`,
      [organisationId],
    );
    return `${await this.projector.projectedTo()}/${row?.as_of}`;
  }

  /** Those of a user, the newest first. */
  of(userId: string, { most, now }: { most: number; now: Date }): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `select id, at, text, purpose, site_gln as "siteGln", verdict, codes, product_name as "productName", waits, judged_as_of as "judgedAsOf", later_at as "laterAt", later_verdict as "laterVerdict"
         from record.scan where user_id = $1 and (waits or later_at is not null) and told_at is null and at > $2::timestamptz - make_interval(days => $3) order by at desc limit $4`,
      [userId, now, DAYS_KEPT, most],
    );
  }

  async stillWaits(id: string, asOf: string): Promise<void> {
    await this.database.query('update record.scan set judged_as_of = $2 where id = $1', [id, asOf]);
  }

  /** Keeps what it is answered now. `told`: its user knows already. */
  async settle(id: string, { at, codes, told, verdict }: { at: Date; verdict: Verdict; codes: readonly string[]; told: boolean }): Promise<void> {
    await this.database.query('update record.scan set waits = false, later_at = $2::timestamptz, later_verdict = $3, later_codes = $4, told_at = case when $5 then $2::timestamptz end where id = $1 and waits', [id, at, verdict, codes, told]);
  }

  /** Notes that a user has seen the new answer, or needs it no more. False when it is none of his. */
  async see(userId: string, id: string, at: Date): Promise<boolean> {
    const seen = await this.database.query('update record.scan set told_at = coalesce(told_at, $3::timestamptz), waits = false where user_id = $1 and id = $2 and (waits or later_at is not null) returning id', [userId, id, at]);
    return seen.length === 1;
  }
}
