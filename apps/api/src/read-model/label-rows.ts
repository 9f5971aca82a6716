import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { fromCursor, toCursor } from './cursor.ts';

/** A package, or a container that holds packages of the lot. */
export interface LabelRow {
  readonly kind: 'PACKAGE' | 'CASE' | 'PALLET';
  readonly key: string;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
}

/** The units of a lot as their issuer prints labels of them. */
@Injectable()
export class LabelRows {
  constructor(private readonly database: Database) {}

  /** A page of labels: the pallets first, then the cases, then the packages, each by their numbers. Three levels hold what is commissioned together. */
  async page(lot: { key: string; issuer: string }, { after, first }: { first: number; after: string | null }): Promise<{ rows: LabelRow[]; next: string | null; total: number }> {
    const given = [lot.issuer, lot.key];
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`${UNITS} select count(*) as total from labelled`, given),
      this.database.query<LabelRow & { rank: number; name: string }>(
        `${UNITS} select kind, key, gtin, serial, sscc, rank, name from labelled
          where $3::int is null or (rank, name, key) > ($3::int, $4::text collate "C", $5::text collate "C")
          order by rank, name, key limit $6`,
        [...given, ...fromCursor(after, 3), first + 1],
      ),
    ]);
    const shown = rows.slice(0, first);
    const last = shown.at(-1);
    return { rows: shown, next: rows.length > first && last ? toCursor([last.rank, last.name, last.key]) : null, total: count?.total ?? 0 };
  }
}

/** The units of the lot $2 of the issuer $1, and the containers that they were commissioned in. */
const UNITS = `
  with package as (
    select 'PACKAGE' as kind, 2 as rank, key, gtin, serial, sscc, parent_key from record.unit where issuer = $1 and lot_key = $2 and kind = 'package'
  ), inner_container as (
    select u.key, u.gtin, u.serial, u.sscc, u.parent_key, u.height from record.unit u where u.issuer = $1 and u.key in (select parent_key from package)
  ), outer_container as (
    select u.key, u.gtin, u.serial, u.sscc, u.parent_key, u.height from record.unit u where u.issuer = $1 and u.key in (select parent_key from inner_container)
  ), labelled as (
    select kind, rank, key collate "C" as key, gtin, serial, sscc, coalesce(serial, sscc) collate "C" as name from package
    union all
    select case when height = 1 then 'CASE' else 'PALLET' end, case when height = 1 then 1 else 0 end, key, gtin, serial, sscc, coalesce(serial, sscc) collate "C"
      from (select * from inner_container union select * from outer_container) c
  )`;
