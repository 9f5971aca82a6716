import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** A product as it is listed. */
export interface ListedProduct {
  readonly id: string;
  readonly name: string;
  readonly ndc: string | null;
  readonly strength: string;
  readonly dosageForm: string;
  readonly netContent: string;
  readonly manufacturerName: string;
  readonly status: string;
  readonly gtins: { gtin: string; level: string }[];
}

const ROWS = `
  select p.id, p.name, p.ndc, p.strength, p.dosage_form as "dosageForm", p.net_content as "netContent", p.manufacturer_name as "manufacturerName", p.status,
         coalesce((select jsonb_agg(jsonb_build_object('gtin', t.gtin, 'level', t.level) order by t.level desc, t.gtin) from record.trade_item t where t.product_id = p.id), '[]') as gtins
    from record.product p`;

/** Products as people look for them. */
@Injectable()
export class ProductList {
  constructor(private readonly database: Database) {}

  /** A page of an owner's products by name; without an owner: of all. `after` is the `next` of the page before. */
  async page({ after, first, owner, search }: { owner: string | null; search: string | null; first: number; after: string | null }): Promise<{ items: ListedProduct[]; next: string | null; total: number }> {
    const where = `where ($1::text is null or p.owner_id = $1)
      and ($2::text is null or p.name ilike '%' || $2 || '%' or p.ndc ilike $2 || '%'
           or exists (select 1 from record.trade_item t where t.product_id = p.id and t.gtin like '%' || $2 || '%'))`;
    const given = [owner, search && search.trim().replace(/[\\%_]/g, '\\$&')];
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`select count(*) as total from record.product p ${where}`, given),
      this.database.query<ListedProduct>(
        `${ROWS} ${where} and ($3::text is null or (p.name, p.id::text) > (select a.name, a.id::text from record.product a where a.id::text = $3)) order by p.name, p.id::text limit $4`,
        [...given, after, first + 1],
      ),
    ]);
    const items = rows.slice(0, first);
    return { items, next: rows.length > first ? (items.at(-1)?.id ?? null) : null, total: count?.total ?? 0 };
  }

  async byIds(ids: readonly string[]): Promise<Map<string, ListedProduct>> {
    const rows = await this.database.query<ListedProduct>(`${ROWS} where p.id = any ($1)`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
