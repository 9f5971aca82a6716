import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** So many packages of a lot with one party, in one state. */
export interface PlacedCount {
  readonly lot_key: string;
  /** Who holds them; of goods that only a document states to be under way: who is to receive them. */
  readonly party: string;
  readonly state: string;
  readonly count: number;
}

/** Where the packages of lots are. */
@Injectable()
export class LotPlaces {
  constructor(private readonly database: Database) {}

  /**
   * Counts the packages of these lots by party and state. Packages that were never handled alone are counted by the container they
   * were commissioned in, a loose package is where its own fact says, and only what lies in a container is climbed from: cost follows containers, not packages.
   */
  count(lotKeys: readonly string[]): Promise<PlacedCount[]> {
    if (lotKeys.length === 0) return Promise.resolve([]);
    return this.database.query<PlacedCount>(
      `with package as materialized (
         select u.issuer, u.key, u.lot_key, u.parent_key, m.ref is not null as handled, m.in_ref, m.holder, m.shipment, m.state
           from record.unit u left join readmodel.unit m on m.ref = u.issuer || '/' || u.key
          where u.lot_key = any ($1) and u.kind = 'package'
       ), carried as materialized (
         select issuer, parent_key, lot_key, count(*) as count from package where not handled and parent_key is not null group by 1, 2, 3
       ), counted as (
         select c.lot_key, p.holder, p.shipment, p.state, c.count
           from carried c cross join lateral (select holder, shipment, state from readmodel.placed p where p.issuer = c.issuer and p.key = c.parent_key offset 0) p
         union all
         select lot_key, holder, shipment, state, 1 from package where handled and in_ref is null
         union all
         select k.lot_key, p.holder, p.shipment, p.state, 1
           from package k cross join lateral (select holder, shipment, state from readmodel.placed p where p.issuer = k.issuer and p.key = k.key offset 0) p
          where k.in_ref is not null
       )
       select c.lot_key, coalesce(c.holder, s.to_party) as party, c.state, sum(c.count)::int as count
         from counted c left join readmodel.shipment s on c.holder is null and s.id = c.shipment
        where c.state is not null and coalesce(c.holder, s.to_party) is not null
        group by 1, 2, 3 order by 1, 2, 3`,
      [lotKeys],
    );
  }

  /** To whom a party has shipped goods of these lots itself: its direct consignees. */
  async consignees(from: string, lotKeys: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ to_party: string }>(
      `select distinct s.to_party from readmodel.shipment s
         join readmodel.shipment_unit su on su.shipment_id = s.id
         join readmodel.unit m on m.ref = su.ref
        where s.from_party = $1 and m.lots && $2`,
      [from, lotKeys],
    );
    return new Set(rows.map(({ to_party: to }) => to));
  }
}
