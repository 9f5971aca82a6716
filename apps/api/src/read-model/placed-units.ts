import { Injectable } from '@nestjs/common';
import { identityOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import { grouped, Together } from '../platform/together.ts';

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
  readonly #bySerial = new Together<{ gtin: string; serial: string }, PlacedUnit[]>(async (asked) => {
    // `offset 0` has each looked up by itself: joined flat, all units there are would be read.
    const keys = [...grouped(asked, ({ gtin, serial }) => `${gtin} ${serial}`).values()].flatMap(([first]) => first ?? []);
    const rows = await this.database.often<PlacedUnit>('select p.* from unnest($1::text[], $2::text[]) as asked (g, s) cross join lateral (select * from readmodel.placed where gtin = asked.g and serial = asked.s offset 0) p', [
      keys.map(({ gtin }) => gtin),
      keys.map(({ serial }) => serial),
    ]);
    const found = grouped(rows, ({ gtin, serial }) => `${gtin} ${serial}`);
    return asked.map(({ gtin, serial }) => found.get(`${gtin} ${serial}`) ?? []);
  });

  constructor(private readonly database: Database) {}

  /** Every unit that carries this EPC, newest place first: an SSCC may have been used before, and two issuers may claim one serial. */
  async byLink(link: string): Promise<PlacedUnit[]> {
    const identity = identityOf(link);
    if (!identity) return [];
    return identity.sscc === null
      ? this.#bySerial.of({ gtin: identity.gtin, serial: identity.serial })
      : this.database.query<PlacedUnit>('select p.* from readmodel.placed p left join readmodel.unit m on m.ref = p.ref where p.sscc = $1 order by m.position desc nulls last', [identity.sscc]);
  }

  byRefs(refs: readonly string[]): Promise<PlacedUnit[]> {
    const split = refs.map((ref) => ref.split('/'));
    return this.database.query<PlacedUnit>(
      'select p.* from unnest($1::text[], $2::text[]) as asked (i, k) cross join lateral (select * from readmodel.placed where issuer = asked.i and key = asked.k offset 0) p',
      [split.map(([issuer]) => issuer), split.map(([, key]) => key)],
    );
  }
}
