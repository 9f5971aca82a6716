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

  /** The shipments by which a party received these units, alone or in a container that they lay in since. */
  async receivedWith(party: string, refs: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `with places as (
         select ref from unnest($2::text[]) as asked (ref)
         union select s.in_before from readmodel.step s where s.ref = any ($2) and s.in_before is not null
         union select u.issuer || '/' || u.parent_key from record.unit u join unnest($2::text[]) as asked (ref) on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2) where u.parent_key is not null
       )
       select distinct s.id from readmodel.shipment s join readmodel.shipment_unit su on su.shipment_id = s.id
        where s.to_party = $1 and su.ref in (select ref from places) order by s.id limit 100`,
      [party, refs],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether goods change owner by it and nothing was stated: neither a transaction statement nor why none is due. */
  async lacksStatement(id: string): Promise<boolean> {
    const [row] = await this.database.query<{ lacking: boolean }>(
      `select s.title and s.purpose = 'sale' and s.from_party <> s.to_party
              and not exists (select 1 from record.document d where d.command_id = s.by_command
                                and (d.biz_step = 'transaction_statement' or d.event @? '$.extensions[*] ? (@.namespace == "urn:packtrail:epcis:1" && @.name == "exemption")')) as lacking
         from readmodel.shipment s where s.id = $1`,
      [id],
    );
    return row?.lacking ?? false;
  }

  /** The GLN of who sent it: a trading partner here, or the seller whom a document states. */
  async senderGln(id: string): Promise<string | null> {
    const [row] = await this.database.query<{ gln: string | null }>(
      `select coalesce(o.gln, jsonb_path_query_first(d.event, '$.sourceList[*] ? (@.type == "owning_party").gln') #>> '{}') as gln
         from readmodel.shipment s
         left join record.organisation o on o.id = s.from_party
         left join record.document d on d.command_id = s.by_command and d.biz_step = 'shipping'
        where s.id = $1 limit 1`,
      [id],
    );
    return row?.gln ?? null;
  }
}
