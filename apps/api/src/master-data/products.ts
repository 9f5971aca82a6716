import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { parseGtin, parseNdc } from 'gs1-barcodes';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';

export interface ProductDetails {
  readonly name: string;
  readonly ndc: string | null;
  readonly strength: string;
  readonly dosageForm: string;
  readonly netContent: string;
  readonly manufacturerName: string;
  readonly gtin: string;
  readonly caseGtin: string | null;
}

/** Products with the GTINs of their levels. */
@Injectable()
export class Products {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers a product; gives its id. Refuses a GTIN or an NDC that is none, and a GTIN that is registered. */
  async register(owner: string, details: ProductDetails): Promise<string> {
    for (const gtin of [details.gtin, details.caseGtin]) {
      const read = gtin === null ? null : parseGtin(gtin);
      if (read && !read.ok) throw failure('BAD_INPUT', `${gtin} is not a GTIN: ${read.issues.map(({ message }) => message).join(' ')}`);
    }
    if (details.ndc !== null) {
      const ndc = parseNdc(details.ndc);
      if (!ndc.ok) throw failure('BAD_INPUT', `${details.ndc} is not an NDC: ${ndc.issues.map(({ message }) => message).join(' ')}`);
    }
    try {
      return await this.database.transaction((client) => this.insert(client, owner, details, 'confirmed'));
    } catch (error) {
      if ((error as { code?: string }).code === '23505') throw failure('CONFLICT', `You have a product with the GTIN ${details.gtin} already.`);
      throw error;
    }
  }

  /** Writes a product with its trade items. */
  async insert(client: Queryable, owner: string, details: ProductDetails, status: 'draft' | 'confirmed'): Promise<string> {
    const id = randomUUID();
    await client.query(
      'insert into record.product (id, owner_id, name, ndc, strength, dosage_form, net_content, manufacturer_name, status, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [id, owner, details.name, details.ndc, details.strength, details.dosageForm, details.netContent, details.manufacturerName, status, this.clock.now()],
    );
    await client.query("insert into record.trade_item (owner_id, gtin, product_id, level) values ($1, $2, $3, 'package')", [owner, details.gtin, id]);
    if (details.caseGtin !== null) await client.query("insert into record.trade_item (owner_id, gtin, product_id, level) values ($1, $2, $3, 'case')", [owner, details.caseGtin, id]);
    return id;
  }

  /** Adds the GTIN of a case to the product that has this GTIN of a package. */
  async addCase(client: Queryable, owner: string, { base, gtin }: { base: string; gtin: string }): Promise<void> {
    await client.query(
      `insert into record.trade_item (owner_id, gtin, product_id, level)
       select owner_id, $3, product_id, 'case' from record.trade_item where owner_id = $1 and gtin = $2 on conflict (owner_id, gtin) do nothing`,
      [owner, base, gtin],
    );
  }

  async confirm(owner: string, id: string): Promise<void> {
    const rows = await this.database.query<{ id: string }>("update record.product set status = 'confirmed' where owner_id = $1 and id = $2 returning id", [owner, id]);
    if (rows.length === 0) throw failure('NOT_FOUND', 'You have no such product.');
  }
}
