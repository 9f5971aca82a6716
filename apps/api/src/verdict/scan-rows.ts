import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import type { ScanRecord } from './models/scan-record.model.ts';
import type { ScanPurpose } from './rules.ts';

/** A scan as it is kept. */
export interface StoredScan {
  readonly id: string;
  readonly userId: string;
  readonly organisationId: string;
  readonly siteGln: string | null;
  readonly at: Date;
  readonly text: string;
  readonly purpose: ScanPurpose;
  readonly verdict: string;
  readonly codes: readonly string[];
  readonly issuer: string | null;
  readonly key: string | null;
  readonly productName: string | null;
  /** The client's own id: a repeat is one record. */
  readonly scanKey: string | null;
  readonly link: string | null;
  /** Whether data still to come may change its answer. */
  readonly waits: boolean;
  /** Whether it has to be compared with where the record has the package. */
  readonly toCompare: boolean;
}

/** Scans that were made. */
@Injectable()
export class ScanRows {
  constructor(private readonly database: Database) {}

  /**
   * Keeps a scan. It takes the place of its user's earlier ones of the same EPC that wait, or were answered anew; and what looks in order is compared with the record all
   * the same where others have scanned the same EPC within a week.
   */
  async store(scan: StoredScan): Promise<void> {
    await this.database.query(
      `with superseded as (
         update record.scan set waits = false, told_at = case when later_at is not null then $4::timestamptz end where user_id = $2 and link = $13 and told_at is null and (waits or later_at is not null))
       insert into record.scan (id, user_id, organisation_id, at, site_gln, text, purpose, verdict, codes, unit_issuer, unit_key, product_name, link, scan_key, waits, sighting_due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
               case when $16 or exists (select from record.scan o where o.link = $13 and o.organisation_id <> $3 and o.at > $4::timestamptz - interval '7 days') then $4::timestamptz end)
       on conflict (user_id, scan_key) do nothing`,
      [scan.id, scan.userId, scan.organisationId, scan.at, scan.siteGln, scan.text, scan.purpose, scan.verdict, scan.codes, scan.issuer, scan.key, scan.productName, scan.link, scan.scanKey, scan.waits, scan.toCompare],
    );
  }

  /** The newest scans of an organisation. */
  recent(organisationId: string, first: number): Promise<ScanRecord[]> {
    return this.database.query<ScanRecord>(
      `select s.id, s.at, s.text, s.verdict, s.codes, s.product_name as "productName", u.name as "userName"
         from record.scan s join record.app_user u on u.id = s.user_id where s.organisation_id = $1 order by s.at desc limit $2`,
      [organisationId, first],
    );
  }
}
