import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { fromCursor, toCursor } from './cursor.ts';

/** A lot of the record with what the ledger says of it. */
export interface LotRow {
  readonly key: string;
  readonly registered_by: string;
  readonly registrar: string;
  readonly product_id: string;
  readonly product: string;
  readonly ndc: string | null;
  readonly gtin: string;
  readonly number: string;
  /** YYYY-MM-DD */
  readonly expires_on: string;
  readonly recalls: readonly string[];
}

const ROWS = `
  select l.key, l.registered_by, coalesce(o.name, l.registered_by) as registrar, l.product_id, p.name as product, p.ndc, l.gtin, l.number, l.expires_on,
         coalesce(m.recalls, '{}') as recalls, l.created_at
    from record.lot l
    join record.product p on p.id = l.product_id
    join readmodel.lot m on m.key = l.key
    left join record.organisation o on o.id = l.registered_by`;

/** Lots that are on the ledger. */
@Injectable()
export class LotRows {
  constructor(private readonly database: Database) {}

  /** A page of the lots that a party registered, or that are among `held`, newest first; without a party: of all. */
  async page({ after, first, held, party, search }: { party: string | null; held: readonly string[]; search: string | null; first: number; after: string | null }): Promise<{ rows: LotRow[]; next: string | null; total: number }> {
    const where = `where ($1::text is null or l.registered_by = $1 or l.key = any ($2))
      and ($3::text is null or l.number ilike '%' || $3 || '%' or p.name ilike '%' || $3 || '%' or p.ndc ilike $3 || '%' or l.gtin like '%' || $3 || '%')`;
    const given = [party, held, search && likeText(search)];
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`select count(*) as total from record.lot l join record.product p on p.id = l.product_id join readmodel.lot m on m.key = l.key ${where}`, given),
      this.database.query<LotRow & { created_at: Date }>(
        `${ROWS} ${where} and ($4::timestamptz is null or (l.created_at, l.key) < ($4::timestamptz, $5::text)) order by l.created_at desc, l.key desc limit $6`,
        [...given, ...fromCursor(after, 2), first + 1],
      ),
    ]);
    const shown = rows.slice(0, first);
    const last = shown.at(-1);
    return { rows: shown, next: rows.length > first && last ? toCursor([last.created_at.toISOString(), last.key]) : null, total: count?.total ?? 0 };
  }

  byKeys(keys: readonly string[]): Promise<LotRow[]> {
    return this.database.query<LotRow>(`${ROWS} where l.key = any ($1)`, [keys]);
  }

  /** Every lot with one of these printed numbers, whoever registered it, oldest first. A GTIN of any level of the product will do. */
  byPrinted(lots: readonly { gtin: string; lot: string }[]): Promise<(LotRow & { asked_gtin: string })[]> {
    return this.database.query<LotRow & { asked_gtin: string }>(
      `select distinct x.* from (
         select r.*, a.gtin as asked_gtin from (${ROWS}) r
           join unnest($1::text[], $2::text[]) as a (gtin, number) on a.number = r.number
            and (a.gtin = r.gtin or exists (select 1 from record.trade_item t where t.product_id = r.product_id and t.gtin = a.gtin))
       ) x order by x.created_at, x.key`,
      [lots.map(({ gtin }) => gtin), lots.map(({ lot }) => lot)],
    );
  }
}

/** What was typed, with the wildcards of LIKE taken literally. */
export const likeText = (text: string): string => text.trim().replace(/[\\%_]/g, '\\$&');
