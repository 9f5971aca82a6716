import { Injectable } from '@nestjs/common';
import { identityOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';

/** A unit of this node's record with its place in the read model. `top` is null while the ledger does not have it. */
export interface PlacedUnit {
  readonly ref: string;
  readonly issuer: string;
  readonly key: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot_key: string | null;
  /** The container it lies in, directly. */
  readonly container: string | null;
  readonly top: string | null;
  readonly owner: string | null;
  readonly holder: string | null;
  readonly shipment: string | null;
  readonly state: string | null;
}

/** Where units are now. */
@Injectable()
export class PlacedUnits {
  constructor(private readonly database: Database) {}

  /** Every unit that carries this EPC, newest place first: an SSCC may have been used before, and two issuers may claim one serial. */
  async byLink(link: string): Promise<PlacedUnit[]> {
    const identity = identityOf(link);
    if (!identity) return [];
    return identity.sscc === null
      ? this.database.query<PlacedUnit>('select * from readmodel.placed where gtin = $1 and serial = $2', [identity.gtin, identity.serial])
      : this.database.query<PlacedUnit>('select p.* from readmodel.placed p left join readmodel.unit m on m.ref = p.ref where p.sscc = $1 order by m.position desc nulls last', [identity.sscc]);
  }

  byRefs(refs: readonly string[]): Promise<PlacedUnit[]> {
    const split = refs.map((ref) => ref.split('/'));
    return this.database.query<PlacedUnit>(
      'select p.* from unnest($1::text[], $2::text[]) as asked (i, k) join readmodel.placed p on p.issuer = asked.i and p.key = asked.k',
      [split.map(([issuer]) => issuer), split.map(([, key]) => key)],
    );
  }
}
