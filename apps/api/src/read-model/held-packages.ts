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

interface Shown {
  readonly gtin: string;
  readonly serial: string;
  readonly state: string;
  readonly since: Date | null;
  readonly loose: boolean;
  readonly in_gtin: string | null;
  readonly in_serial: string | null;
  readonly in_sscc: string | null;
}

/** Which packages of a lot a party holds: those commissioned in a container that it has, but for the handled ones, which are where they are. */
interface Membership {
  /** The keys of these containers. */
  readonly homes: readonly string[];
  /** The keys of packages that were ever handled alone, and of those of them that the party holds. */
  readonly handled: readonly string[];
  readonly held: readonly string[];
  readonly total: number;
}

/** The packages of one lot that a party holds, by serial: tables of 100,000 rows are read from any row on. */
@Injectable()
export class HeldPackages {
  constructor(private readonly database: Database) {}

  /** So many rows from a row on (0 is the first), and how many there are; `search` is the beginning of a serial. */
  async page(party: string, lotKey: string, { first, from, search }: { search: string | null; from: number; first: number }): Promise<{ rows: HeldPackage[]; total: number }> {
    const beginning = search === null ? null : `${likeText(search)}%`;
    const membership = await this.#membership(party, lotKey, beginning);
    const refs = await this.#refs(lotKey, beginning, membership, { from, first });
    return { total: membership.total, rows: await this.#byRefs(refs) };
  }

  /** The packages with this serial that a party holds, of whatever product: its lots tell the GTINs to look under. */
  async bySerial(party: string, serial: string, most: number): Promise<HeldPackage[]> {
    const units = await this.database.query<{ ref: string }>(
      `with gtin as (select distinct l.gtin from record.lot l where l.key in (select distinct unnest(lots) from readmodel.unit where holder = $1))
       select p.ref from gtin g cross join lateral (select * from readmodel.placed p where p.gtin = g.gtin and p.serial = $2 and p.kind = 'package' offset 0) p where p.holder = $1 limit $3`,
      [party, serial, most],
    );
    return this.#byRefs(units.map(({ ref }) => ref));
  }

  /** Packages as they are shown, in the order of their refs. `offset 0` has each placed by itself: joined flat, all units there are would be. */
  async #byRefs(refs: readonly string[]): Promise<HeldPackage[]> {
    const rows = await this.database.query<Shown>(
      `select p.gtin, p.serial, p.state, m.since, t.key is null as loose, t.gtin as in_gtin, t.serial as in_serial, t.sscc as in_sscc
         from unnest($1::text[]) with ordinality as asked (ref, place)
        cross join lateral (select * from readmodel.placed p where p.issuer = split_part(asked.ref, '/', 1) and p.key = split_part(asked.ref, '/', 2) offset 0) p
         left join readmodel.unit m on m.ref = p.ref
         left join record.unit t on p.top <> p.ref and t.issuer = split_part(p.top, '/', 1) and t.key = split_part(p.top, '/', 2)
        order by asked.place`,
      [refs],
    );
    return rows.map(({ gtin, in_gtin: inGtin, in_serial: inSerial, in_sscc: sscc, loose, serial, since, state }) => ({
      ...{ gtin, serial, state, since },
      container: loose ? null : { gtin: inGtin, serial: inSerial, sscc },
    }));
  }

  /** What tells which packages of a lot the party holds, and how many they are: containers are placed and counted, not packages. */
  async #membership(party: string, lotKey: string, beginning: string | null): Promise<Membership> {
    const given = [lotKey, party, beginning];
    const [homes, handled] = await Promise.all([
      this.database.query<{ key: string; count: number }>(
        `select c.parent_key as key, c.count
           from (select issuer, parent_key, count(*)::int as count from record.unit
                  where lot_key = $1 and kind = 'package' and ($3::text is null or serial collate "C" like $3) group by issuer, parent_key) c
          cross join lateral (select holder from readmodel.placed p where p.issuer = c.issuer and p.key = c.parent_key offset 0) p
          where p.holder = $2`,
        given,
      ),
      this.database.query<{ key: string; home: string | null; held: boolean }>(
        `select u.key, u.parent_key as home, coalesce(m.holder, p.holder) is not distinct from $2 as held
           from readmodel.unit m
           join record.unit u on u.issuer = split_part(m.ref, '/', 1) and u.key = split_part(m.ref, '/', 2)
           left join lateral (select holder from readmodel.placed p where m.in_ref is not null and p.issuer = u.issuer and p.key = u.key offset 0) p on true
          where m.lots = array[$1::text] and m.height = 0 and u.lot_key = $1 and ($3::text is null or u.serial collate "C" like $3)`,
        given,
      ),
    ]);
    const left = new Set(homes.map(({ key }) => key));
    const held = handled.filter((unit) => unit.held).map(({ key }) => key);
    const commissioned = homes.reduce((sum, { count }) => sum + count, 0);
    const gone = handled.filter(({ home }) => home !== null && left.has(home)).length;
    return { homes: [...left], handled: handled.map(({ key }) => key), held, total: commissioned - gone + held.length };
  }

  /**
   * The packages of a page in their order, walked to in the lot's index from its nearer end. Only the lot's registrar commissions into it, so a key
   * alone names a package here. The lists are parameters, which PostgreSQL looks up; of a table made on the way no planner knows how long it is.
   */
  async #refs(lotKey: string, beginning: string | null, { handled, held, homes, total }: Membership, { first, from }: { from: number; first: number }): Promise<string[]> {
    const count = Math.min(first, total - from);
    if (count <= 0) return [];
    const backward = from > total - from - count;
    const order = backward ? 'serial desc, key desc' : 'serial, key';
    const rows = await this.database.query<{ ref: string }>(
      `select l.registered_by || '/' || w.key as ref from record.lot l cross join (
         select key, serial from (
           select key, parent_key, serial collate "C" as serial from record.unit
            where lot_key = $1 and kind = 'package' and ($2::text is null or serial collate "C" like $2) order by ${order} offset 0
         ) u
         where key = any ($3::text[]) or (parent_key = any ($4::text[]) and key <> all ($5::text[]))
         order by ${order} limit $6 offset $7
       ) w where l.key = $1 order by w.serial, w.key`,
      [lotKey, beginning, held, homes, handled, count, backward ? total - from - count : from],
    );
    return rows.map(({ ref }) => ref);
  }
}
