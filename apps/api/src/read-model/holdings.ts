import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Contents } from './contents.ts';

/** An outermost unit that a party holds, or that is on its way to it. */
export interface HeldUnit {
  readonly ref: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly state: string;
  /** On its way to the party, from another. */
  readonly inbound: boolean;
}

/** So many packages of a lot within one outermost unit. */
export interface Holding {
  readonly unit: HeldUnit;
  readonly lot_key: string;
  readonly state: string;
  readonly count: number;
}

/** Of the states on a climb the first of these holds. */
const RESTRICTIVE = ['decommissioned', 'dispensed', 'illegitimate', 'in_transit', 'quarantined', 'partially_dispensed', 'active'];

/** What a party holds. */
@Injectable()
export class Holdings {
  constructor(
    private readonly database: Database,
    private readonly contents: Contents,
  ) {}

  /** The packages that a party holds, by outermost unit and lot; of these lots alone where some are given. With `finished`, dispensed ones too. */
  async of(party: string, { finished, inbound, lots }: { finished: boolean; inbound: boolean; lots?: readonly string[] }): Promise<Holding[]> {
    const units = await this.#units(party, { finished, inbound, lots: lots ?? null });
    const byRef = new Map(units.map((unit) => [unit.ref, unit]));
    const wanted = lots && new Set(lots);
    return (await this.contents.count([...byRef.keys()])).flatMap(({ count, lot_key: lot, state, top }) => {
      const unit = byRef.get(top);
      if (!unit || (wanted && !wanted.has(lot))) return [];
      return [{ unit, lot_key: lot, state: RESTRICTIVE.find((each) => each === state || each === unit.state) ?? state, count }];
    });
  }

  /** The lots of what a party holds or held to its end. A container tells the lots that it ever held. */
  async lotKeys(party: string): Promise<string[]> {
    const rows = await this.database.query<{ key: string }>('select distinct unnest(lots) as key from readmodel.unit where holder = $1', [party]);
    return rows.map(({ key }) => key);
  }

  #units(party: string, { finished, inbound, lots }: { finished: boolean; inbound: boolean; lots: readonly string[] | null }): Promise<HeldUnit[]> {
    return this.database.query<HeldUnit>(
      `select m.ref, u.kind, u.gtin, u.serial, u.sscc, m.state, m.inbound
         from (
           select ref, state, false as inbound, lots from readmodel.unit where holder = $1 and ($2 or state not in ('dispensed', 'decommissioned'))
           union all
           select m.ref, m.state, true, m.lots from readmodel.shipment s join readmodel.unit m on m.shipment = s.id
            where $3 and s.to_party = $1 and s.state = 'open' and m.state = 'in_transit' and m.holder is distinct from $1
         ) m
         join record.unit u on u.issuer = split_part(m.ref, '/', 1) and u.key = split_part(m.ref, '/', 2)
        where $4::text[] is null or m.lots && $4
        order by m.ref`,
      [party, finished, inbound, lots],
    );
  }
}
