import { Injectable } from '@nestjs/common';
import { identityOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import type { CatalogueItem } from '../interop/epcis/catalogue.ts';

export interface RecordedUnit {
  readonly link: string;
  readonly issuer: string;
}

/** What the record here already has of the things that a file names. */
@Injectable()
export class RecordView {
  constructor(private readonly database: Database) {}

  /** The GLNs that are the organisation's: its own and those of its sites; and the prefixes it may commission under. */
  async identity(organisationId: string): Promise<{ glns: Set<string>; prefixes: string[] }> {
    const [row] = await this.database.query<{ glns: string[]; prefixes: string[] }>(
      `select array[o.gln] || coalesce((select array_agg(s.gln) from record.site s where s.organisation_id = o.id), '{}') as glns, o.gs1_prefixes as prefixes
         from record.organisation o where o.id = $1`,
      [organisationId],
    );
    if (!row) throw new Error(`there is no organisation ${organisationId}`);
    return { glns: new Set(row.glns), prefixes: row.prefixes };
  }

  /** Those of these GLNs that are registered here. */
  async registeredGlns(glns: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ gln: string }>('select gln from record.organisation where gln = any ($1) union select gln from record.site where gln = any ($1)', [glns]);
    return new Set(rows.map(({ gln }) => gln));
  }

  /** The owner's GTINs among these, and all others of the same products. */
  items(owner: string, gtins: readonly string[]): Promise<CatalogueItem[]> {
    return this.database.query<CatalogueItem>(
      `select distinct t.gtin, b.gtin as base, t.level from record.trade_item asked
         join record.trade_item t on t.product_id = asked.product_id
         join record.trade_item b on b.product_id = t.product_id and b.level = 'package'
        where asked.owner_id = $1 and asked.gtin = any ($2)`,
      [owner, gtins],
    );
  }

  /** The owner's lots of these products, with their expiry by `gtin lot`. */
  async lots(owner: string, gtins: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ gtin: string; number: string; expires_on: string }>('select gtin, number, expires_on from record.lot where registered_by = $1 and gtin = any ($2)', [owner, gtins]);
    return new Map(rows.map(({ expires_on, gtin, number }) => [`${gtin} ${number}`, expires_on]));
  }

  /** The serialized units among these EPCs that are recorded here, by whichever issuer. An SSCC may be used again and proves nothing. */
  async recorded(links: readonly string[]): Promise<RecordedUnit[]> {
    const named = links.flatMap((link) => {
      const identity = identityOf(link);
      return identity?.gtin ? [{ link, gtin: identity.gtin, serial: identity.serial }] : [];
    });
    return this.database.query<RecordedUnit>(
      `select asked.link, u.issuer from unnest($1::text[], $2::text[], $3::text[]) as asked (link, gtin, serial)
         join record.unit u on u.gtin = asked.gtin and u.serial = asked.serial`,
      [named.map(({ link }) => link), named.map(({ gtin }) => gtin), named.map(({ serial }) => serial)],
    );
  }

  /** The newest shipment to this party of each of these outermost units. */
  async shipmentsTo(party: string, links: readonly string[]): Promise<string[]> {
    const identities = links.flatMap((link) => identityOf(link) ?? []);
    const rows = await this.database.query<{ id: string }>(
      `select distinct on (u.gtin, u.serial, u.sscc) s.id
         from (select issuer, key, gtin, serial, sscc from record.unit
                where (gtin, serial) in (select * from unnest($2::text[], $3::text[])) or sscc = any ($4::text[])) u
         join readmodel.shipment_unit su on su.ref = u.issuer || '/' || u.key
         join readmodel.shipment s on s.id = su.shipment_id
        where s.to_party = $1 order by u.gtin, u.serial, u.sscc, s.position desc`,
      [party, identities.flatMap(({ gtin }) => gtin ?? []), identities.flatMap(({ serial }) => serial ?? []), identities.flatMap(({ sscc }) => sscc ?? [])],
    );
    return [...new Set(rows.map(({ id }) => id))];
  }
}
