import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

export interface ShipmentRow {
  readonly id: string;
  readonly from_party: string;
  readonly to_party: string;
  readonly open: number;
  readonly purpose: string;
  readonly title: boolean;
  readonly custody: boolean;
  readonly state: string;
  readonly by_command: string;
  readonly position: number;
  readonly at: Date;
}

/** Shipments as the ledger has them. */
@Injectable()
export class ShipmentRows {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<ShipmentRow | undefined> {
    const [row] = await this.database.query<ShipmentRow>('select * from readmodel.shipment where id = $1', [id]);
    return row;
  }

  /** The units of a shipment that are still under way. */
  open(id: string): Promise<{ gtin: string | null; serial: string | null; sscc: string | null }[]> {
    return this.database.query(
      `select u.gtin, u.serial, u.sscc from readmodel.unit m
         join record.unit u on u.issuer = split_part(m.ref, '/', 1) and u.key = split_part(m.ref, '/', 2)
        where m.shipment = $1 and m.state = 'in_transit' order by m.ref limit 1001`,
      [id],
    );
  }

  /** The GLN of who sent it: a trading partner here, or the seller whom a document states. */
  async senderGln(id: string): Promise<string | null> {
    const [row] = await this.database.query<{ gln: string | null }>(
      `select coalesce(o.gln, d.event #>> '{sourceList,0,gln}') as gln
         from readmodel.shipment s
         left join record.organisation o on o.id = s.from_party
         left join record.document d on d.command_id = s.by_command and d.biz_step = 'shipping'
        where s.id = $1 limit 1`,
      [id],
    );
    return row?.gln ?? null;
  }
}
