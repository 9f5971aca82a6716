import { Injectable } from '@nestjs/common';
import type { TradeEvent, ProductMaster } from 'gs1-barcodes/epcis';
import { Database } from '../platform/database.ts';
import type { ShippedUnit } from './shipped-units.ts';
import type { StatementDocuments, TransactionInformation } from '../handoffs/statements/statements.ts';

export interface StoredEvent {
  readonly hash: string;
  readonly owner: string;
  readonly event: TradeEvent;
}

/** The readable record behind a statement: events, lots, products, prefixes. */
@Injectable()
export class StatementRows {
  constructor(private readonly database: Database) {}

  /** The shipping event of a command with the statement beside it; undefined when it shipped nothing. */
  async documents(commandId: string): Promise<StatementDocuments | undefined> {
    const rows = await this.database.query<{ biz_step: string; event: TradeEvent | NonNullable<StatementDocuments['statement']> }>(
      "select biz_step, event from record.document where command_id = $1 and biz_step in ('shipping', 'transaction_statement') order by position",
      [commandId],
    );
    const shipping = rows.find(({ biz_step }) => biz_step === 'shipping')?.event as TradeEvent | undefined;
    const statement = rows.find(({ biz_step }) => biz_step === 'transaction_statement')?.event as StatementDocuments['statement'] | undefined;
    return shipping && { shipping, statement: statement ?? null };
  }

  /** Transaction information, one line a product and lot. */
  async information(counts: ReadonlyMap<string, number>): Promise<TransactionInformation[]> {
    const rows = await this.database.query<Omit<TransactionInformation, 'containerCount'> & { key: string }>(
      `select l.key, p.name as "productName", p.strength, p.dosage_form as "dosageForm", p.ndc, p.net_content as "containerSize", l.number as lot, l.expires_on as expiry
         from record.lot l join record.product p on p.id = l.product_id where l.key = any ($1) order by p.name, l.number`,
      [[...counts.keys()]],
    );
    return rows.map(({ key, ...line }) => ({ ...line, containerCount: counts.get(key) ?? 0 }));
  }

  /** The product identifier of each package among these units, as it is printed on it. */
  packages(units: readonly ShippedUnit[]): Promise<{ gtin: string; serial: string; lot: string; expiry: string }[]> {
    const packages = units.filter(({ kind }) => kind === 'package');
    return this.database.query(
      `select u.gtin, u.serial, l.number as lot, l.expires_on as expiry
         from unnest($1::text[], $2::text[], $3::text[]) as u (gtin, serial, lot_key) join record.lot l on l.key = u.lot_key order by u.gtin, l.number, u.serial`,
      [packages.map(({ gtin }) => gtin), packages.map(({ serial }) => serial), packages.map(({ lot_key }) => lot_key)],
    );
  }

  /** The events that brought these units into being and packed them, in the order of the record. */
  async events(units: readonly ShippedUnit[]): Promise<StoredEvent[]> {
    const hashes = [...new Set(units.flatMap(({ commission_doc, pack_doc }) => [commission_doc, pack_doc]))].filter((hash) => hash !== null);
    const transactions = [...new Set(units.flatMap(({ packed_tx }) => packed_tx ?? []))];
    return this.database.query<StoredEvent>(
      `select d.doc_hash as hash, d.organisation_id as owner, d.event from record.document d
        where d.doc_hash in (select unnest($1::text[]) union select unnest(t.docs) from readmodel.transaction t where t.tx_id = any ($2))
          and d.biz_step in ('commissioning', 'packing')
        order by d.event_time, d.command_id, d.position`,
      [hashes, transactions],
    );
  }

  /** The products of these units, a line for each GTIN, as their issuers describe them. */
  async products(units: readonly ShippedUnit[]): Promise<ProductMaster[]> {
    const wanted = new Map(units.flatMap(({ gtin, issuer }) => (gtin === null ? [] : [[gtin, issuer] as const])));
    return this.database.query<ProductMaster>(
      `select t.gtin, p.ndc, case when p.ndc is not null then 'US_FDA_NDC' end as "ndcType", p.name, p.manufacturer_name as manufacturer, p.dosage_form as "dosageForm",
              p.strength, p.net_content as "netContent"
         from unnest($1::text[], $2::text[]) as asked (gtin, issuer)
         join record.trade_item t on t.owner_id = asked.issuer and t.gtin = asked.gtin join record.product p on p.id = t.product_id order by t.gtin`,
      [[...wanted.keys()], [...wanted.values()]],
    );
  }

  /** Company prefixes whose length is known: those registered here, and those that the files behind this shipment showed. */
  async companyPrefixes(shipCommand: string, units: readonly ShippedUnit[]): Promise<string[]> {
    const hashes = [...new Set(units.flatMap(({ commission_doc }) => commission_doc ?? []))];
    const rows = await this.database.query<{ prefix: string }>(
      `select unnest(gs1_prefixes) as prefix from record.organisation
       union
       select jsonb_array_elements_text(s.event -> 'companyPrefixes') from record.document s
        where s.biz_step = 'transaction_statement' and s.event ? 'companyPrefixes'
          and s.command_id in (select $1::uuid union select d.command_id from record.document d where d.doc_hash = any ($2))`,
      [shipCommand, hashes],
    );
    return rows.map(({ prefix }) => prefix);
  }
}
