import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** What arrived of lots. */
@Injectable()
export class ArrivedLots {
  constructor(private readonly database: Database) {}

  /** How many receipts of a party, later than an instant, brought units that hold or held packages of these lots. */
  async since(party: string, lotKeys: readonly string[], after: Date): Promise<number> {
    if (lotKeys.length === 0) return 0;
    const [row] = await this.database.query<{ receipts: number }>(
      // By the party's shipments: a search of all units by lot would read every one there is.
      `select count(distinct step.tx_id)::int as receipts
         from readmodel.shipment s
         join readmodel.shipment_unit su on su.shipment_id = s.id
         join readmodel.unit m on m.ref = su.ref and m.lots && $2
         join readmodel.step step on step.ref = su.ref and step.type = 'receive' and step.by_party = $1 and step.holder = $1 and step.at > $3
        where s.to_party = $1`,
      [party, lotKeys, after],
    );
    return row?.receipts ?? 0;
  }
}
