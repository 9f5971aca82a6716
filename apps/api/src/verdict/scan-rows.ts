import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';
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
  readonly #stored = new Together<StoredScan, void>(async (scans) => {
    // Planned anew each time: the table grows by it.
    await this.database.query(STORE, COLUMNS.map((value) => scans.map(value)));
    return scans.map(() => undefined);
  });

  constructor(private readonly database: Database) {}

  /**
   * Keeps a scan. It takes the place of its user's earlier ones of the same EPC that wait, or were answered anew; and what looks in order is compared with the record all
   * the same where others have scanned the same EPC within a week.
   */
  store(scan: StoredScan): Promise<void> {
    return this.#stored.of(scan);
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

/** In the order of the parameters of `STORE`; codes travel as one text. */
const COLUMNS: readonly ((scan: StoredScan) => unknown)[] = [
  ({ id }) => id,
  ({ userId }) => userId,
  ({ organisationId }) => organisationId,
  ({ at }) => at,
  ({ siteGln }) => siteGln,
  ({ text }) => text,
  ({ purpose }) => purpose,
  ({ verdict }) => verdict,
  ({ codes }) => codes.join(','),
  ({ issuer }) => issuer,
  ({ key }) => key,
  ({ productName }) => productName,
  ({ link }) => link,
  ({ scanKey }) => scanKey,
  ({ waits }) => waits,
  ({ toCompare }) => toCompare,
];

const STORE = `
  with given as (
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
                                    $13::text[], $14::text[], $15::boolean[], $16::boolean[])
           with ordinality as g (id, user_id, organisation_id, at, site_gln, text, purpose, verdict, codes, issuer, key, product_name, link, scan_key, waits, to_compare, ordinal)
  ), superseded as (
    update record.scan s set waits = false, told_at = case when s.later_at is not null then given.at end
      from given where s.user_id = given.user_id and s.link = given.link and s.told_at is null and (s.waits or s.later_at is not null)
  )
  insert into record.scan (id, user_id, organisation_id, at, site_gln, text, purpose, verdict, codes, unit_issuer, unit_key, product_name, link, scan_key, waits, sighting_due_at)
  select id, user_id, organisation_id, at, site_gln, text, purpose, verdict, case when codes = '' then '{}' else string_to_array(codes, ',') end, issuer, key, product_name, link, scan_key, waits,
         case when to_compare or exists (select from record.scan o where o.link = given.link and o.organisation_id <> given.organisation_id and o.at > given.at - interval '7 days') then at end
    from given order by ordinal
  on conflict (user_id, scan_key) do nothing`;
