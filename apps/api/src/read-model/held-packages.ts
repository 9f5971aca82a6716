import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { likeText } from './lot-rows.ts';
import { type PlacedUnit, PlacedUnits } from './placed-units.ts';

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
  /** The container that it was commissioned in and never left, or its own outermost unit. */
  readonly home: string;
  /** Null: that of its home. */
  readonly state: string | null;
  readonly since: Date | null;
  readonly loose: boolean;
}

/** The packages of one lot that a party holds, by serial: tables of 100,000 rows are read from any row on. */
@Injectable()
export class HeldPackages {
  constructor(
    private readonly database: Database,
    private readonly placedUnits: PlacedUnits,
  ) {}

  /** So many rows from a row on (0 is the first), and how many there are; `search` is the beginning of a serial. */
  async page(party: string, lotKey: string, { first, from, search }: { search: string | null; from: number; first: number }): Promise<{ rows: HeldPackage[]; total: number }> {
    const homes = await this.#homes(party, lotKey);
    const given = [lotKey, party, search && likeText(search), [...homes.keys()]];
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`${HELD} select count(*)::int as total from held`, given),
      this.database.query<Row>(
        `${HELD}, shown as (select * from held order by serial, ref limit $5 offset $6)
         select s.gtin, s.serial, s.home, s.state, m.since, s.home = s.ref as loose from shown s left join readmodel.unit m on m.ref = s.ref order by s.serial, s.ref`,
        [...given, first, from],
      ),
    ]);
    const topOf = (row: Row): string => homes.get(row.home)?.top ?? row.home;
    const tops = new Map((await this.placedUnits.byRefs([...new Set(rows.filter(({ loose }) => !loose).map(topOf))])).map((unit) => [unit.ref, unit]));
    return {
      total: count?.total ?? 0,
      rows: rows.map((row) => {
        const top = row.loose ? undefined : tops.get(topOf(row));
        return { gtin: row.gtin, serial: row.serial, state: row.state ?? homes.get(row.home)?.state ?? 'active', since: row.since, container: top ? { gtin: top.gtin, serial: top.serial, sscc: top.sscc } : null };
      }),
    };
  }

  /** The packages with this serial that a party holds, of whatever product: its lots tell the GTINs to look under. */
  async bySerial(party: string, serial: string, most: number): Promise<HeldPackage[]> {
    const units = await this.database.query<PlacedUnit>(
      `with gtin as (select distinct l.gtin from record.lot l where l.key in (select distinct unnest(lots) from readmodel.unit where holder = $1))
       select p.* from gtin g cross join lateral (select * from readmodel.placed p where p.gtin = g.gtin and p.serial = $2 and p.kind = 'package' offset 0) p where p.holder = $1 limit $3`,
      [party, serial, most],
    );
    const tops = new Map((await this.placedUnits.byRefs(units.flatMap(({ ref, top }) => (top && top !== ref ? [top] : [])))).map((unit) => [unit.ref, unit]));
    return units.map(({ gtin, serial: own, state, top }) => {
      const container = top ? tops.get(top) : undefined;
      return { gtin: gtin ?? '', serial: own ?? '', state: state ?? 'active', since: null, container: container ? { gtin: container.gtin, serial: container.serial, sscc: container.sscc } : null };
    });
  }

  /** The containers with the party in which packages of the lot were commissioned, each placed once: cost follows containers, not packages. */
  async #homes(party: string, lotKey: string): Promise<Map<string, { top: string; state: string }>> {
    const rows = await this.database.query<{ ref: string; top: string; state: string }>(
      `select c.issuer || '/' || c.parent_key as ref, p.top, p.state
         from (select distinct issuer, parent_key from record.unit where lot_key = $1 and kind = 'package' and parent_key is not null) c
        cross join lateral (select top, holder, state from readmodel.placed p where p.issuer = c.issuer and p.key = c.parent_key offset 0) p
        where p.holder = $2`,
      [lotKey, party],
    );
    return new Map(rows.map(({ ref, state, top }) => [ref, { top, state }]));
  }
}

/**
 * The packages of the lot $1 that the party $2 holds, whose serial begins with $3. What was never handled alone is with the container that it
 * was commissioned in, which is one of $4: a list that is looked up, for of a table made on the way no planner knows how long it is.
 */
const HELD = `
  with package as materialized (
    select u.issuer, u.key, u.issuer || '/' || u.key as ref, u.gtin, u.serial collate "C" as serial, u.issuer || '/' || u.parent_key as home, m.ref is not null as handled, m.in_ref, m.holder, m.state
      from record.unit u left join readmodel.unit m on m.ref = u.issuer || '/' || u.key
     where u.lot_key = $1 and u.kind = 'package' and ($3::text is null or u.serial like $3 || '%')
  ), held as (
    select ref, gtin, serial, home, null as state from package where not handled and home = any ($4::text[])
    union all
    select ref, gtin, serial, ref, state from package where handled and in_ref is null and holder = $2
    union all
    select k.ref, k.gtin, k.serial, p.top, p.state
      from package k cross join lateral (select top, holder, state from readmodel.placed p where p.issuer = k.issuer and p.key = k.key offset 0) p
     where k.in_ref is not null and p.holder = $2
  )`;
