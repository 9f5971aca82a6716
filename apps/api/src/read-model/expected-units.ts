import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Contents } from './contents.ts';

/** A unit on its way to its receiver, with the container of the same shipment that it lies in. */
export interface ExpectedUnitRow {
  readonly ref: string;
  /** Null for an outermost unit. */
  readonly container: string | null;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly height: number;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot_key: string | null;
}

/** What a receiver is to find in a shipment that is still under way, down to the single package. */
@Injectable()
export class ExpectedUnits {
  constructor(
    private readonly database: Database,
    private readonly contents: Contents,
  ) {}

  /** The units still under way on a shipment, each container before what lies in it; `whole` is false when only the outermost of too many are given. */
  async of(shipmentId: string, most: number): Promise<{ units: ExpectedUnitRow[]; whole: boolean }> {
    const outermost = await this.database.query<{ ref: string }>("select ref from readmodel.unit where shipment = $1 and state = 'in_transit' order by ref", [shipmentId]);
    const inside = await this.contents.inside(outermost.map(({ ref }) => ref), Math.max(0, most - outermost.length));
    const places = [...outermost.map(({ ref }) => ({ ref, container: null })), ...(inside ?? [])];
    const units = await this.database.query<ExpectedUnitRow>(
      `select asked.ref, asked.container, u.kind, u.height, u.gtin, u.serial, u.sscc, u.lot_key
         from unnest($1::text[], $2::text[]) with ordinality as asked (ref, container, place)
         join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2) order by asked.place`,
      [places.map(({ ref }) => ref), places.map(({ container }) => container)],
    );
    return { units, whole: inside !== null };
  }

  /** The shipments still under way to a party that a unit with one of these links, or what it lies in, is on. */
  async shipmentsOf(party: string, { gtin, serial, sscc }: { gtin: string | null; serial: string | null; sscc: string | null }): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select distinct s.id from readmodel.placed p join readmodel.shipment s on s.id = p.shipment
        where ${sscc === null ? 'p.gtin = $2 and p.serial = $3' : 'p.sscc = $2 and $3::text is null'} and s.to_party = $1 and s.state = 'open' and p.state = 'in_transit' limit 10`,
      [party, sscc ?? gtin, sscc === null ? serial : null],
    );
    return rows.map(({ id }) => id);
  }
}
