import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

export interface Partner {
  readonly id: string | null;
  readonly gln: string | null;
  readonly name: string;
}

/** What a shipment says of itself to whoever writes about it. */
export interface ShipmentReference {
  readonly from: Partner;
  readonly to: Partner;
  readonly purchaseOrder: string;
  readonly fileId: string | null;
}

/** Who is at the ends of a shipment, and who a GLN is. */
@Injectable()
export class ShipmentPartners {
  constructor(private readonly database: Database) {}

  /** The trading partner of a GLN: its own, or that of one of its sites; one that is not registered here keeps the name that its files state. */
  async byGln(organisationId: string, gln: string): Promise<Partner> {
    const [found] = await this.database.query<Partner>(
      `select o.id, o.gln, o.name from record.organisation o where o.gln = $1 or exists (select 1 from record.site s where s.organisation_id = o.id and s.gln = $1)
       union all select null, p.gln, p.name from record.stated_place p where p.gln = $1 and p.stated_by = $2 limit 1`,
      [gln, organisationId],
    );
    return found ?? { id: null, gln, name: gln };
  }

  /** The two ends of a shipment; undefined when the organisation is neither. */
  async ofShipment(organisationId: string, shipmentId: string): Promise<ShipmentReference | undefined> {
    const [row] = await this.database.query<{ from_party: string; to_party: string; seller: string | null; po: string | null; file: string | null }>(
      `select s.from_party, s.to_party, d.event #>> '{sourceList,0,gln}' as seller,
              jsonb_path_query_first(d.event, '$.bizTransactionList[*] ? (@.type == "po").bizTransaction') #>> '{}' as po,
              (select j.instance_identifier from record.capture_job j where s.id = any (j.shipment_ids) and j.organisation_id = $1 order by j.created_at limit 1) as file
         from readmodel.shipment s left join record.document d on d.command_id = s.by_command and d.biz_step = 'shipping'
        where s.id = $2 and $1 in (s.from_party, s.to_party) limit 1`,
      [organisationId, shipmentId],
    );
    if (!row) return undefined;
    const [from, to] = await Promise.all([this.#party(row.from_party), this.#party(row.to_party)]);
    return {
      from: from ?? (row.seller === null ? UNKNOWN : await this.byGln(organisationId, row.seller)),
      to: to ?? UNKNOWN,
      purchaseOrder: row.po === null ? '' : decodeURIComponent(row.po.replace(/^urn:epcglobal:cbv:bt:\d{13}:/, '')),
      fileId: row.file,
    };
  }

  async #party(id: string): Promise<Partner | undefined> {
    const [found] = await this.database.query<Partner>('select id, gln, name from record.organisation where id = $1', [id]);
    return found;
  }
}

const UNKNOWN: Partner = { id: null, gln: null, name: 'An unnamed partner' };
