import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { fromCursor, toCursor } from './cursor.ts';

export type ShipmentStateName = 'EXPECTED' | 'RECEIVED' | 'CANCELLED';

/** What the shipping document says, without the units that it lists. */
export interface ShippingEvent {
  readonly eventTime: string;
  readonly bizTransactionList?: readonly { readonly type: string; readonly bizTransaction: string }[];
  readonly sourceList?: readonly { readonly type: string; readonly gln: string }[];
  readonly destinationList?: readonly { readonly type: string; readonly gln: string }[];
  readonly extensions?: readonly { readonly namespace: string; readonly name: string; readonly text?: string }[];
}

/** A shipment with its parties and its document. `from_party` is `stated` when only a document names the sender. */
export interface ListedShipment {
  readonly id: string;
  readonly from_party: string;
  readonly to_party: string;
  readonly from_name: string | null;
  readonly from_gln: string | null;
  readonly to_name: string | null;
  readonly to_gln: string | null;
  readonly open: number;
  readonly purpose: string;
  readonly shown: ShipmentStateName;
  readonly position: number;
  readonly at: Date;
  readonly event: ShippingEvent | null;
}

/** An outermost unit of a shipment; one that was missing from its container joined later. */
export interface ListedUnit {
  readonly shipment_id: string;
  readonly ref: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly height: number;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  /** in_transit, received or cancelled: what became of it on this shipment. */
  readonly state: string;
  /** Where in the log it was put on this shipment. */
  readonly position: number;
  readonly original: boolean;
}

/** What became of a unit on a shipment: its next step after the last one that has it under way there. */
const NEXT_TYPE = `
  (select n.type from readmodel.step n
    where n.ref = su.ref and n.position > (select max(x.position) from readmodel.step x where x.ref = su.ref and x.shipment = su.shipment_id)
    order by n.position limit 1)`;

const SHIPMENTS = `
  select s.id, s.from_party, s.to_party, s.open, s.purpose, s.position, s.at,
         case when s.state = 'open' then 'EXPECTED'
              when exists (select 1 from readmodel.shipment_unit su where su.shipment_id = s.id and ${NEXT_TYPE} = 'receive') then 'RECEIVED'
              else 'CANCELLED' end as shown
    from readmodel.shipment s`;

/** By the number $3: its id, a number that its documents or its file state. */
const REFERENCED = `
  (s.id = $3 or s.id in (select r.shipment_id from record.shipment_reference r where r.number = $3)
   or exists (select 1 from record.capture_job j where j.organisation_id = $1 and j.instance_identifier = $3 and s.id = any (j.shipment_ids)))`;

const DOCUMENTED = `
  select s.*, coalesce(f.name, fs.name, sp.name) as from_name, coalesce(f.gln, d.seller) as from_gln, t.name as to_name, coalesce(d.buyer, t.gln) as to_gln, d.event
    from shown s
    left join record.organisation f on f.id = s.from_party
    left join record.organisation t on t.id = s.to_party
    left join lateral (
      select d.event - '{epcList,ilmd}'::text[] as event,
             jsonb_path_query_first(d.event, '$.sourceList[*] ? (@.type == "owning_party").gln') #>> '{}' as seller,
             jsonb_path_query_first(d.event, '$.destinationList[*] ? (@.type == "owning_party").gln') #>> '{}' as buyer
        from readmodel.shipment r join record.document d on d.command_id = r.by_command and d.biz_step = 'shipping'
       where r.id = s.id order by d.position limit 1
    ) d on true
    left join record.organisation fs on f.id is null and fs.gln = d.seller
    left join record.stated_place sp on f.id is null and fs.id is null and sp.gln = d.seller and sp.stated_by = s.to_party`;

/** Shipments as people ask for them. */
@Injectable()
export class ShipmentList {
  constructor(private readonly database: Database) {}

  /** A page of what a party sent, or is sent, newest first; `reference` is its id, or a number of its documents. */
  async page({ after, direction, first, party, reference, state }: { party: string; direction: 'INBOUND' | 'OUTBOUND'; state: ShipmentStateName | null; reference: string | null; first: number; after: string | null }): Promise<{ rows: ListedShipment[]; next: string | null; total: number }> {
    const side = direction === 'INBOUND' ? 's.to_party' : 's.from_party';
    const matching = `select * from (${SHIPMENTS} where ${side} = $1 and ($3::text is null or ${REFERENCED})) s where $2::text is null or s.shown = $2`;
    const [[count], rows] = await Promise.all([
      this.database.query<{ total: number }>(`select count(*) as total from (${matching}) s`, [party, state, reference]),
      this.database.query<ListedShipment>(
        `with shown as (select * from (${matching}) s where $4::bigint is null or (s.position, s.id) < ($4::bigint, $5::text) order by s.position desc, s.id desc limit $6)
         ${DOCUMENTED} order by s.position desc, s.id desc`,
        [party, state, reference, ...fromCursor(after, 2), first + 1],
      ),
    ]);
    const shown = rows.slice(0, first);
    const last = shown.at(-1);
    return { rows: shown, next: rows.length > first && last ? toCursor([last.position, last.id]) : null, total: count?.total ?? 0 };
  }

  async one(id: string): Promise<ListedShipment | undefined> {
    const [row] = await this.database.query<ListedShipment>(`with shown as (${SHIPMENTS} where s.id = $1) ${DOCUMENTED}`, [id]);
    return row;
  }

  /** The outermost units of these shipments. */
  units(shipmentIds: readonly string[]): Promise<ListedUnit[]> {
    return this.database.query<ListedUnit>(
      `select su.shipment_id, su.ref, u.kind, u.height, u.gtin, u.serial, u.sscc, began.position, began.position = s.position as original,
              case when m.shipment = su.shipment_id then 'in_transit' when ${NEXT_TYPE} = 'cancelShipment' then 'cancelled' else 'received' end as state
         from readmodel.shipment_unit su
         join readmodel.shipment s on s.id = su.shipment_id
         join readmodel.unit m on m.ref = su.ref
         join record.unit u on u.issuer = split_part(su.ref, '/', 1) and u.key = split_part(su.ref, '/', 2)
         cross join lateral (select min(x.position) as position from readmodel.step x where x.ref = su.ref and x.shipment = su.shipment_id) began
        where su.shipment_id = any ($1) order by su.shipment_id, u.kind desc, u.sscc, u.gtin, u.serial`,
      [shipmentIds],
    );
  }
}
