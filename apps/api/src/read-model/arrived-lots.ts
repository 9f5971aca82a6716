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
      `select count(distinct s.tx_id)::int as receipts from readmodel.unit m join readmodel.step s on s.ref = m.ref
        where m.lots && $2 and s.by_party = $1 and s.type = 'receive' and s.holder = $1 and s.at > $3`,
      [party, lotKeys, after],
    );
    return row?.receipts ?? 0;
  }
}
