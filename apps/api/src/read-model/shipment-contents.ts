import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** So many packages of a lot that lay in a unit then. */
export interface PastContent {
  /** The name under which the unit was asked for: one unit may be asked for at several places. */
  readonly top: string;
  readonly lot_key: string;
  readonly count: number;
}

const NESTING_MAX = 5;

/** What lay in units at a place in the log: a shipment is told as it was shipped, whatever its receiver has taken out of it since. */
@Injectable()
export class ShipmentContents {
  constructor(private readonly database: Database) {}

  /** Counts by lot of the packages within each unit just after that position; a package counts as itself. One query a level. */
  async count(units: readonly { name: string; ref: string; position: number }[]): Promise<PastContent[]> {
    const counts = await this.#own(units);
    let level: { top: string; ref: string; position: number }[] = units.map(({ name, position, ref }) => ({ top: name, ref, position }));
    for (let depth = 0; depth < NESTING_MAX && level.length > 0; depth += 1) {
      const given = [level.map(({ top }) => top), level.map(({ ref }) => ref), level.map(({ position }) => position)];
      const [packages, containers] = await Promise.all([
        this.database.query<PastContent>(`select top, lot_key, count(*)::int as count from (${CHILDREN}) c where kind = 'package' group by top, lot_key`, given),
        this.database.query<{ top: string; ref: string; position: number }>(`select top, ref, position from (${CHILDREN}) c where kind <> 'package'`, given),
      ]);
      counts.push(...packages);
      level = containers;
    }
    return counts;
  }

  #own(units: readonly { name: string; ref: string }[]): Promise<PastContent[]> {
    return this.database.query<PastContent>(
      `select asked.name as top, u.lot_key, 1 as count from unnest($1::text[], $2::text[]) as asked (name, ref)
         join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2) and u.kind = 'package'`,
      [units.map(({ name }) => name), units.map(({ ref }) => ref)],
    );
  }
}

/**
 * Children of the containers $2 (tops $1) at the positions $3: of what was commissioned in them or ever packed into them, what the last
 * step up to that position left there.
 */
const CHILDREN = `
  with level as (select * from unnest($1::text[], $2::text[], $3::bigint[]) as l (top, ref, position)),
  candidate as (
    select l.top, l.position, l.ref as container, u.issuer || '/' || u.key as ref, u.kind, u.lot_key
      from level l join record.unit u on u.issuer = split_part(l.ref, '/', 1) and u.parent_key = split_part(l.ref, '/', 2)
    union
    select l.top, l.position, l.ref, s.ref, u.kind, u.lot_key
      from level l join readmodel.step s on s.in_after = l.ref and s.position <= l.position
      join record.unit u on u.issuer = split_part(s.ref, '/', 1) and u.key = split_part(s.ref, '/', 2)
  )
  select c.top, c.ref, c.position, c.kind, c.lot_key from candidate c
    left join lateral (select s.in_after, true as handled from readmodel.step s where s.ref = c.ref and s.position <= c.position order by s.position desc limit 1) last on true
   where last.handled is null or last.in_after = c.container`;
