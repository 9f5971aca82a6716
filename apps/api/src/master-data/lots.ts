import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

export interface OwnLot {
  readonly key: string;
  readonly gtin: string;
  readonly case_gtin: string | null;
  readonly number: string;
  readonly expires_on: string;
  readonly product: string;
}

/** Lots as their registrar knows them. */
@Injectable()
export class Lots {
  constructor(private readonly database: Database) {}

  async own(organisationId: string, key: string): Promise<OwnLot | undefined> {
    const [lot] = await this.database.query<OwnLot>(
      `select l.key, l.gtin, l.number, l.expires_on, p.name as product,
              (select t.gtin from record.trade_item t where t.product_id = l.product_id and t.level = 'case' order by t.gtin limit 1) as case_gtin
         from record.lot l join record.product p on p.id = l.product_id where l.registered_by = $1 and l.key = $2`,
      [organisationId, key],
    );
    return lot;
  }
}
