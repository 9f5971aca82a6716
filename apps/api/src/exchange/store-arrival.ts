import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { putReferences, referencesOf } from '../documents/shipment-references.ts';
import { identityOf } from '../documents/unit-link.ts';
import type { TradeEvent } from 'gs1-barcodes/epcis';
import { EventStore } from '../documents/event-store.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { HandedOnRows } from '../read-model/handed-on-rows.ts';
import { type Broken, broken } from './arrival-rules.ts';
import type { ArrivalRow } from './arrivals.ts';
import type { HandedOn } from './handed-on.ts';
import { findByQuery } from './find-by-query.ts';
import { joinContents, joinDocuments } from './join-known.ts';

interface Checked {
  readonly goods: HandedOn;
  readonly documents: readonly HandedOn[];
}

/** Puts checked data of a shipment into the record, all in one transaction: afterwards its goods are like those that were made here. */
@Injectable()
export class StoreArrival {
  constructor(
    private readonly database: Database,
    private readonly rows: HandedOnRows,
    private readonly events: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives the rule that is broken where the record here contradicts it; then nothing is stored. */
  async store(arrival: ArrivalRow, { documents, goods }: Checked): Promise<Broken | null> {
    const transactions = await this.rows.transactions([...new Set(documents.map(({ txId }) => txId))]);
    const now = this.clock.now();
    try {
      await this.database.transaction(async (client) => {
        await client.query('select pg_advisory_xact_lock($1)', [STORE_LOCK]);
        await this.#parties(client, goods, now);
        await this.#products(client, goods, now);
        await this.#lots(client, goods, now);
        await joinContents(client, goods);
        await this.#units(client, goods, new Map(documents.map(({ docHash, txId }) => [docHash, transactions.get(txId)?.command_id ?? ''])));
        await joinDocuments(client, documents, { now, transactions });
        await findByQuery(client, this.events, { docHashes: documents.map(({ docHash }) => docHash), now });
        await this.#places(client, documents, [arrival.seller_id, ...new Set(goods.units.map(({ ref }) => ref.slice(0, 32)))]);
        await putReferences(client, arrival.shipment_id, referencesOf(goods.event as unknown as TradeEvent));
        await client.query("update ops.arrival set state = 'stored', settled_at = $2, rule = null, problem = null where shipment_id = $1", [arrival.shipment_id, now]);
      });
    } catch (error) {
      const { code, table } = error as { code?: string; table?: string };
      // Two parties with one GLN, two keys for one serial of an issuer: the record had one first.
      if (code === '23505' && table === 'organisation') return broken('PARTY_DIFFERS', goods.parties.map(({ name }) => name).join(', '));
      if (code === '23505' && table === 'unit') return broken('UNIT_DIFFERS', 'a serial that is recorded here under another key');
      if (code === '23505' && table === 'lot') return broken('LOT_DIFFERS', 'a lot that is recorded here under another key');
      throw error;
    }
    return null;
  }

  async #parties(client: Queryable, { parties }: HandedOn, now: Date): Promise<void> {
    await client.query(
      `insert into record.organisation (id, name, gln, kinds, status, street, city, state, postal_code, country, gs1_prefixes, created_at, hosted_at)
       select p.id, p.name, p.gln, array(select jsonb_array_elements_text(p.kinds)), 'active', p.street, p.city, p.state, p."postalCode", p.country, array(select jsonb_array_elements_text(p."gs1Prefixes")), $2, p."hostedAt"
         from jsonb_to_recordset($1) as p (id text, name text, gln text, kinds jsonb, street text, city text, state text, "postalCode" text, country text, "gs1Prefixes" jsonb, "hostedAt" text)
       on conflict (id) do nothing`,
      [JSON.stringify(parties), now],
    );
  }

  /** Products of others as they describe them: drafts, which nobody here confirms. */
  async #products(client: Queryable, { products }: HandedOn, now: Date): Promise<void> {
    for (const { dosageForm, items, manufacturerName, name, ndc, netContent, owner, strength } of products) {
      const { rows: known } = await client.query<{ product_id: string }>('select product_id from record.trade_item where owner_id = $1 and gtin = any ($2) limit 1', [owner, items.map(({ gtin }) => gtin)]);
      const id = known[0]?.product_id ?? randomUUID();
      if (!known[0]) {
        await client.query(
          "insert into record.product (id, owner_id, name, ndc, strength, dosage_form, net_content, manufacturer_name, status, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9)",
          [id, owner, name, ndc, strength, dosageForm, netContent, manufacturerName, now],
        );
      }
      await client.query('insert into record.trade_item (owner_id, gtin, product_id, level) select $1, i.gtin, $2, i.level from unnest($3::text[], $4::text[]) as i (gtin, level) on conflict do nothing', [
        owner,
        id,
        items.map(({ gtin }) => gtin),
        items.map(({ level }) => level),
      ]);
    }
  }

  async #lots(client: Queryable, { lots }: HandedOn, now: Date): Promise<void> {
    await client.query(
      `insert into record.lot (key, registered_by, product_id, gtin, number, expires_on, salt, created_at)
       select l.key, l.by, t.product_id, l.gtin, l.number, l.expires_on, decode(l.salt, 'hex'), $7
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[]) as l (key, by, gtin, number, expires_on, salt)
         join record.trade_item t on t.owner_id = l.by and t.gtin = l.gtin
       on conflict (key) do nothing`,
      [lots.map(({ key }) => key), lots.map(({ by }) => by), lots.map(({ gtin }) => gtin), lots.map(({ number }) => number), lots.map(({ expiresOn }) => expiresOn), lots.map(({ salt }) => salt), now],
    );
  }

  async #units(client: Queryable, { units }: HandedOn, commands: ReadonlyMap<string, string>): Promise<void> {
    const named = units.map((unit) => ({ ...unit, identity: identityOf(unit.link) }));
    await client.query(
      `insert into record.unit (issuer, key, kind, gtin, serial, sscc, salt, epoch, lot_key, parent_key, height, lots, contents, command_id, commission_doc, pack_doc)
       select left(u.ref, 32), substr(u.ref, 34), u.kind, u.gtin, u.serial, u.sscc, decode(u.salt, 'hex'), null, u.lot_key, u.parent_key, u.height, string_to_array(u.lots, ','), u.contents,
              u.command_id, u.commission_doc, u.pack_doc
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::text[])
              as u (ref, kind, gtin, serial, sscc, salt, lot_key, parent_key, height, lots, contents, command_id, commission_doc, pack_doc)
       on conflict (issuer, key) do nothing`,
      [
        named.map(({ ref }) => ref),
        named.map(({ height, identity }) => (height === 0 ? 'package' : identity?.gtin ? 'case' : 'logistic')),
        named.map(({ identity }) => identity?.gtin ?? null),
        named.map(({ identity }) => identity?.serial ?? null),
        named.map(({ identity }) => identity?.sscc ?? null),
        named.map(({ salt }) => salt),
        named.map(({ height, lots }) => (height === 0 ? lots[0] : null)),
        named.map(({ parent }) => parent),
        named.map(({ height }) => height),
        named.map(({ lots }) => lots.join(',')),
        named.map(({ contents }) => contents),
        named.map(({ commissionDoc }) => commands.get(commissionDoc ?? '') || NO_COMMAND),
        named.map(({ commissionDoc }) => commissionDoc),
        named.map(({ packDoc }) => packDoc),
      ],
    );
  }

  async #places(client: Queryable, documents: readonly HandedOn[], statedBy: readonly string[]): Promise<void> {
    const places = [...new Map(documents.flatMap(({ places: told }) => told).map((place) => [place.gln, place])).values()];
    await client.query(
      `insert into record.stated_place (gln, stated_by, name, street, city, state, postal_code, country)
       select p.gln, s.by, p.name, p.street, p.city, p.state, p.postal_code, p.country
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as p (gln, name, street, city, state, postal_code, country)
         cross join unnest($8::text[]) as s (by)
       on conflict (gln, stated_by) do update
          set name = excluded.name, street = excluded.street, city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, country = excluded.country`,
      [
        places.map(({ gln }) => gln),
        places.map(({ name }) => name),
        places.map(({ street }) => street),
        places.map(({ city }) => city),
        places.map(({ state }) => state),
        places.map(({ postalCode }) => postalCode),
        places.map(({ country }) => country),
        [...new Set(statedBy)],
      ],
    );
  }
}

/** Of a unit whose making is told by no document here. */
const NO_COMMAND = '00000000-0000-0000-0000-000000000000';
/** One arrival is stored at a time: two may bring parts of one document. */
const STORE_LOCK = 72_707_371;
