import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** A unit as it was shipped: outermost, or inside the container `container`. */
export interface ShippedUnit {
  readonly ref: string;
  readonly issuer: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot_key: string | null;
  readonly container: string | null;
  readonly commission_doc: string | null;
  readonly pack_doc: string | null;
  /** The transaction that put it into `container`, where it was not commissioned inside it. */
  readonly packed_tx: string | null;
}

/** A shipment, as its statement needs it. */
export interface ShippedAs {
  readonly id: string;
  readonly from_party: string;
  readonly to_party: string;
  readonly by_command: string;
  readonly position: number;
  readonly at: Date;
}

const NESTING_MAX = 5;

/** What a shipment was when it left, whatever became of it since: a statement does not change when the goods are unpacked. */
@Injectable()
export class ShippedUnits {
  constructor(private readonly database: Database) {}

  async shipment(id: string): Promise<ShippedAs | undefined> {
    const [row] = await this.database.query<ShippedAs>('select id, from_party, to_party, by_command, position, at from readmodel.shipment where id = $1', [id]);
    return row;
  }

  /** Every unit that was in it, the outermost first. */
  async all(shipment: ShippedAs): Promise<ShippedUnit[]> {
    const units = await this.#outermost(shipment);
    for (let level = containersOf(units), depth = 0; level.length > 0 && depth < NESTING_MAX; depth += 1) {
      const inside = await this.database.query<ShippedUnit>(`select * from (${CHILDREN}) c order by ref`, [level, shipment.position]);
      units.push(...inside);
      level = containersOf(inside);
    }
    return units;
  }

  /** How many packages of each lot were in it. */
  async counts(shipment: ShippedAs): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const add = (lot: string | null, count: number): void => {
      if (lot !== null) counts.set(lot, (counts.get(lot) ?? 0) + count);
    };
    const units = await this.#outermost(shipment);
    for (const { kind, lot_key } of units) if (kind === 'package') add(lot_key, 1);
    for (let level = containersOf(units), depth = 0; level.length > 0 && depth < NESTING_MAX; depth += 1) {
      const packages = await this.database.query<{ lot_key: string; count: number }>(`select lot_key, count(*)::int as count from (${CHILDREN}) c where kind = 'package' group by lot_key`, [level, shipment.position]);
      for (const { count, lot_key } of packages) add(lot_key, count);
      level = containersOf(await this.database.query<ShippedUnit>(`select * from (${CHILDREN}) c where kind <> 'package'`, [level, shipment.position]));
    }
    return counts;
  }

  /** Those that the transaction of the shipping wrote; what was found missing inside them later has the same shipment and another place in the log. */
  #outermost({ id, position }: ShippedAs): Promise<ShippedUnit[]> {
    return this.database.query<ShippedUnit>(
      `select su.ref, u.issuer, u.kind, u.gtin, u.serial, u.sscc, u.lot_key, null as container, u.commission_doc, null as pack_doc, null as packed_tx
         from readmodel.shipment_unit su
         join readmodel.step s on s.ref = su.ref and s.position = $2
         join record.unit u on u.issuer = split_part(su.ref, '/', 1) and u.key = split_part(su.ref, '/', 2)
        where su.shipment_id = $1 order by su.ref`,
      [id, position],
    );
  }
}

const containersOf = (units: readonly ShippedUnit[]): string[] => units.filter(({ kind }) => kind !== 'package').map(({ ref }) => ref);

/** What lay in the containers $1 at the place $2 in the log: what was commissioned there and had not moved, and what was put there last. */
const CHILDREN = `
  select u.issuer || '/' || u.key as ref, u.issuer, u.kind, u.gtin, u.serial, u.sscc, u.lot_key, c.ref as container, u.commission_doc, u.pack_doc, null as packed_tx
    from unnest($1::text[]) as c (ref)
    join record.unit u on u.issuer = split_part(c.ref, '/', 1) and u.parent_key = split_part(c.ref, '/', 2)
   where not exists (select 1 from readmodel.step s where s.ref = u.issuer || '/' || u.key and s.position <= $2)
  union all
  select s.ref, u.issuer, u.kind, u.gtin, u.serial, u.sscc, u.lot_key, s.in_after, u.commission_doc, null, s.tx_id
    from readmodel.step s
    join record.unit u on u.issuer = split_part(s.ref, '/', 1) and u.key = split_part(s.ref, '/', 2)
   where s.in_after = any ($1::text[]) and s.position <= $2
     and not exists (select 1 from readmodel.step later where later.ref = s.ref and later.position > s.position and later.position <= $2)`;
