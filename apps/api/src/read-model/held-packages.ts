import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { likeText } from './lot-rows.ts';

/** A package of a lot that a party holds, and the unit it lies in, outermost. */
export interface HeldPackage {
  readonly gtin: string;
  readonly serial: string;
  readonly state: string;
  readonly since: Date | null;
  /** Null: it is loose. */
  readonly container: { readonly gtin: string | null; readonly serial: string | null; readonly sscc: string | null } | null;
}

interface Row {
  readonly gtin: string;
  readonly serial: string;
  readonly state: string;
  readonly since: Date | null;
  readonly loose: boolean;
  readonly top_gtin: string | null;
  readonly top_serial: string | null;
  readonly top_sscc: string | null;
}

/** The packages of one lot that a party holds, by serial: tables of 100,000 rows are read from any row on. */
@Injectable()
export class HeldPackages {
  constructor(private readonly database: Database) {}

  /** So many rows from a row on (0 is the first), and how many there are; `search` is the beginning of a serial. */
  async page(party: string, lotKey: string, { first, from, search }: { search: string | null; from: number; first: number }): Promise<{ rows: HeldPackage[]; total: number }> {
    const given = [lotKey, party, search && likeText(search)];
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`${HELD} select count(*)::int as total from held`, given),
      this.database.query<Row>(
        `${HELD}, shown as (select * from held order by serial, top limit $4 offset $5)
         select s.gtin, s.serial, s.state, m.since, s.top = s.ref as loose, t.gtin as top_gtin, t.serial as top_serial, t.sscc as top_sscc
           from shown s
           left join readmodel.unit m on m.ref = s.ref
           join record.unit t on t.issuer = split_part(s.top, '/', 1) and t.key = split_part(s.top, '/', 2)
          order by s.serial, s.top`,
        [...given, first, from],
      ),
    ]);
    return {
      total: count?.total ?? 0,
      rows: rows.map(({ gtin, loose, serial, since, state, top_gtin, top_serial, top_sscc }) => ({ gtin, serial, state, since, container: loose ? null : { gtin: top_gtin, serial: top_serial, sscc: top_sscc } })),
    };
  }
}

/**
 * The packages of the lot $1 that the party $2 holds, whose serial begins with $3. What was never handled alone is where the container is
 * that it was commissioned in, and each container is placed once: cost follows containers, but for the serials themselves.
 */
const HELD = `
  with package as materialized (
    select u.issuer, u.key, u.issuer || '/' || u.key as ref, u.gtin, u.serial collate "C" as serial, u.parent_key, m.ref is not null as handled, m.in_ref, m.holder, m.state
      from record.unit u left join readmodel.unit m on m.ref = u.issuer || '/' || u.key
     where u.lot_key = $1 and u.kind = 'package' and ($3::text is null or u.serial like $3 || '%')
  ), container as materialized (
    select c.issuer, c.parent_key, p.top, p.state
      from (select distinct issuer, parent_key from package where not handled and parent_key is not null) c
     cross join lateral (select top, holder, state from readmodel.placed p where p.issuer = c.issuer and p.key = c.parent_key offset 0) p
     where p.holder = $2
  ), held as (
    select p.ref, p.gtin, p.serial, c.top, c.state from package p join container c on c.issuer = p.issuer and c.parent_key = p.parent_key where not p.handled
    union all
    select ref, gtin, serial, ref, state from package where handled and in_ref is null and holder = $2
    union all
    select k.ref, k.gtin, k.serial, p.top, p.state
      from package k cross join lateral (select top, holder, state from readmodel.placed p where p.issuer = k.issuer and p.key = k.key offset 0) p
     where k.in_ref is not null and p.holder = $2
  )`;
