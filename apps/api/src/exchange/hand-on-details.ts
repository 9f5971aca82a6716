import { Inject, Injectable } from '@nestjs/common';
import { linkOf } from '../documents/unit-link.ts';
import { CONFIG, type Config } from '../platform/config.ts';
import { Database } from '../platform/database.ts';
import type { UnitOfRecord } from '../read-model/handed-on-rows.ts';
import { GtinSecrets } from '../vault/gtin-secrets.ts';
import type { HandedLot, HandedOn } from './handed-on.ts';

/** Salts, lots, products, parties and places that go with goods. */
@Injectable()
export class HandOnDetails {
  constructor(
    private readonly database: Database,
    private readonly secrets: GtinSecrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The salt of each unit by its reference, in hexadecimal: stored, or made from the secret of its GTIN, which itself stays here. */
  async salts(units: readonly UnitOfRecord[]): Promise<Map<string, string>> {
    const salts = new Map<string, string>();
    const derived = new Map<string, UnitOfRecord[]>();
    for (const unit of units) {
      const name = `${unit.issuer} ${unit.gtin} ${unit.epoch}`;
      if (unit.salt) salts.set(`${unit.issuer}/${unit.key}`, Buffer.from(unit.salt).toString('hex'));
      else if (derived.has(name)) derived.get(name)?.push(unit);
      else derived.set(name, [unit]);
    }
    for (const of of derived.values()) {
      const [{ epoch, gtin, issuer }] = of as [UnitOfRecord];
      const made = await this.secrets.saltsFor(issuer, gtin as string, of.map(linkOf), epoch ?? undefined);
      of.forEach(({ key }, i) => salts.set(`${issuer}/${key}`, Buffer.from(made[i] as Uint8Array).toString('hex')));
    }
    return salts;
  }

  async lots(keys: readonly string[]): Promise<HandedLot[]> {
    const rows = await this.database.query<{ key: string; salt: Uint8Array; by: string; gtin: string; number: string; expires_on: string }>(
      'select key, salt, registered_by as by, gtin, number, expires_on from record.lot where key = any ($1) order by key',
      [keys],
    );
    return rows.map(({ expires_on: expiresOn, salt, ...lot }) => ({ ...lot, salt: Buffer.from(salt).toString('hex'), expiresOn }));
  }

  /** The products of these units and lots, as those describe them who issued the units or registered the lots. */
  products(units: readonly UnitOfRecord[], lots: readonly HandedLot[]): Promise<HandedOn['products']> {
    const asked = new Map<string, [string, string]>();
    for (const { gtin, issuer } of units) if (gtin !== null) asked.set(`${issuer} ${gtin}`, [issuer, gtin]);
    for (const { by, gtin } of lots) asked.set(`${by} ${gtin}`, [by, gtin]);
    return this.database.query<HandedOn['products'][number]>(
      `select p.owner_id as owner, p.name, p.ndc, p.strength, p.dosage_form as "dosageForm", p.net_content as "netContent", p.manufacturer_name as "manufacturerName",
              (select json_agg(json_build_object('gtin', t.gtin, 'level', t.level) order by t.gtin) from record.trade_item t where t.product_id = p.id) as items
         from record.product p
        where p.id in (select t.product_id from unnest($1::text[], $2::text[]) as asked (owner, gtin) join record.trade_item t on t.owner_id = asked.owner and t.gtin = asked.gtin)
        order by p.id`,
      [[...asked.values()].map(([owner]) => owner), [...asked.values()].map(([, gtin]) => gtin)],
    );
  }

  /** What other nodes need to know of these parties; the ledger has the hash of their registration. */
  parties(ids: readonly string[]): Promise<HandedOn['parties']> {
    return this.database.query<HandedOn['parties'][number]>(
      `select id, name, gln, kinds, gs1_prefixes as "gs1Prefixes", street, city, state, postal_code as "postalCode", country, coalesce(hosted_at, $2) as "hostedAt"
         from record.organisation where id = any ($1) order by id`,
      [[...new Set(ids)], this.config.address],
    );
  }

  /** The places that an event names: as registered here, else as these parties were told. */
  async places(event: Readonly<Record<string, unknown>>, statedBy: readonly string[]): Promise<HandedOn['places']> {
    const glns = [...new Set([event['readPoint'], event['bizLocation'], ...listIn(event['sourceList']), ...listIn(event['destinationList'])].flatMap((place) => glnOf(place) ?? []))];
    if (glns.length === 0) return [];
    return this.database.query<HandedOn['places'][number]>(
      `select distinct on (gln) gln, name, street, city, state, "postalCode", country from (
         select gln, name, street, city, state, postal_code as "postalCode", country, 0 as weight from record.organisation where gln = any ($1)
         union all select gln, name, street, city, state, postal_code, country, 1 from record.site where gln = any ($1)
         union all select gln, name, street, city, state, postal_code, country, 2 from record.stated_place where gln = any ($1) and stated_by = any ($2)) p
        order by gln, weight`,
      [glns, statedBy],
    );
  }
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function glnOf(place: unknown): string | undefined {
  const gln = typeof place === 'object' && place !== null && 'gln' in place ? place.gln : undefined;
  return typeof gln === 'string' ? gln : undefined;
}
