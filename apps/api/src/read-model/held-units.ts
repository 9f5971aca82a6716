import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** A unit in quarantine, with the hold that put it there where a person did. */
export interface HeldUnitRow {
  readonly ref: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lots: readonly string[];
  readonly since: Date;
  /** What brought it into quarantine: `quarantine`, or `receive` where its whole lot was stopped. */
  readonly by_type: string | null;
  readonly reason: string | null;
  readonly held_by: string | null;
  readonly held_at: Date | null;
  readonly held_by_name: string | null;
  /** The open case that it is part of. */
  readonly case_id: string | null;
}

/** The quarantine of a party. */
@Injectable()
export class HeldUnits {
  constructor(private readonly database: Database) {}

  /** What a party holds in quarantine as units of their own, the longest held first, and how many there are. */
  async of(party: string, first: number): Promise<{ rows: HeldUnitRow[]; total: number }> {
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`select count(*)::int as total from (${HELD}) h`, [party]),
      this.database.query<HeldUnitRow>(
        `select u.kind, u.gtin, u.serial, u.sscc, held.ref, held.lots, coalesce(hold.held_at, held.since) as since, step.type as by_type,
                hold.reason, hold.held_by, hold.held_at, p.name as held_by_name, suspect.case_id
           from (${HELD}) held
           join record.unit u on u.issuer = split_part(held.ref, '/', 1) and u.key = split_part(held.ref, '/', 2)
           left join lateral (
             select h.* from record.hold h where h.issuer = u.issuer and h.unit_key = u.key and h.organisation_id = $1 order by h.held_at desc limit 1
           ) hold on hold.released_at is null
           left join record.app_user p on p.id = hold.held_by
           left join lateral (select s.type from readmodel.step s where s.ref = held.ref order by s.position desc limit 1) step on true
           left join lateral (
             select c.id as case_id from record.case_unit cu join record.suspect_case c on c.id = cu.case_id and c.organisation_id = $1
               cross join lateral (select e.state from record.case_entry e where e.case_id = c.id order by e.position desc limit 1) newest
              where cu.ref = held.ref and newest.state <> 'cleared' order by c.opened_at desc limit 1
           ) suspect on true
          order by since, held.ref limit $2`,
        [party, first],
      ),
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}

/** What lies in a container is held by who holds the outermost one. */
const HELD = `
  select m.ref, m.lots, m.since from readmodel.unit m
   where m.state = 'quarantined'
     and (m.holder = $1 or (m.holder is null and exists (
       select 1 from readmodel.placed p where p.issuer = split_part(m.ref, '/', 1) and p.key = split_part(m.ref, '/', 2) and p.holder = $1)))`;
