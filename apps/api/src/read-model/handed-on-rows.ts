import { Injectable } from '@nestjs/common';
import type { Json } from '@packtrail/ledger';
import { identityOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';

/** A document with the transaction that names it. */
export interface NamedDocument {
  readonly doc_hash: string;
  readonly tx_id: string;
  readonly tx_type: string;
  readonly by_party: string;
  /** The shipment that the transaction began, and to whom it goes. */
  readonly shipment_id: string | null;
  readonly to_party: string | null;
  readonly biz_step: string;
  readonly salt: Uint8Array;
  readonly head: string;
  readonly event: Record<string, Json>;
  readonly lists: Record<string, { index: number; size: number; hash: string }[]> | null;
}

export interface UnitOfRecord {
  readonly issuer: string;
  readonly key: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly salt: Uint8Array | null;
  readonly epoch: number | null;
  readonly lot_key: string | null;
  readonly parent_key: string | null;
  readonly height: number;
  readonly lots: string[];
  readonly contents: string;
  readonly commission_doc: string | null;
  readonly pack_doc: string | null;
}

const UNIT = 'u.issuer, u.key, u.kind, u.gtin, u.serial, u.sscc, u.salt, u.epoch, u.lot_key, u.parent_key, u.height, u.lots, u.contents, u.commission_doc, u.pack_doc';

/** What is handed on to other nodes, and what the ledger says of what they hand on. */
@Injectable()
export class HandedOnRows {
  constructor(private readonly database: Database) {}

  async document(docHash: string): Promise<NamedDocument | undefined> {
    const [row] = await this.database.query<NamedDocument>(
      `select d.doc_hash, t.tx_id, t.type as tx_type, t.by_party, s.id as shipment_id, s.to_party, d.biz_step, d.salt, d.head, d.event, d.lists
         from record.document d
         join readmodel.transaction t on t.command_id = d.command_id and d.doc_hash = any (t.docs)
         left join readmodel.shipment s on s.by_command = d.command_id
        where d.doc_hash = $1 limit 1`,
      [docHash],
    );
    return row;
  }

  /** Units by their references. */
  units(refs: readonly string[]): Promise<UnitOfRecord[]> {
    const split = refs.map((ref) => ref.split('/'));
    return this.database.query<UnitOfRecord>(`select ${UNIT} from unnest($1::text[], $2::text[]) as asked (i, k) join record.unit u on u.issuer = asked.i and u.key = asked.k`, [
      split.map(([issuer]) => issuer),
      split.map(([, key]) => key),
    ]);
  }

  /** What these containers were commissioned with, as far as it is known here. */
  async contents(containers: readonly string[]): Promise<{ lines: Pick<UnitOfRecord, 'issuer' | 'key' | 'parent_key' | 'height' | 'lots' | 'contents'>[]; gaps: { container: string; index: number; size: number; hash: string }[] }> {
    const split = containers.map((ref) => ref.split('/'));
    const given = [split.map(([issuer]) => issuer), split.map(([, key]) => key)];
    const [lines, gaps] = await Promise.all([
      this.database.query<Pick<UnitOfRecord, 'issuer' | 'key' | 'parent_key' | 'height' | 'lots' | 'contents'>>(
        'select u.issuer, u.key, u.parent_key, u.height, u.lots, u.contents from unnest($1::text[], $2::text[]) as c (i, k) join record.unit u on u.issuer = c.i and u.parent_key = c.k',
        given,
      ),
      this.database.query<{ container: string; index: number; size: number; hash: string }>(
        `select g.issuer || '/' || g.container_key as container, g.position as index, g.size, g.hash
           from unnest($1::text[], $2::text[]) as c (i, k) join record.content_gap g on g.issuer = c.i and g.container_key = c.k order by 1, 2`,
        given,
      ),
    ]);
    return { lines, gaps };
  }

  /** Every unit that carries one of these EPCs: an SSCC may have been used before. */
  carrying(links: readonly string[]): Promise<UnitOfRecord[]> {
    const identities = links.flatMap((link) => identityOf(link) ?? []);
    return this.database.query<UnitOfRecord>(
      `select ${UNIT} from unnest($1::text[], $2::text[]) as asked (g, s) join record.unit u on u.gtin = asked.g and u.serial = asked.s
       union all select ${UNIT} from record.unit u where u.sscc = any ($3::text[])`,
      [identities.flatMap(({ gtin }) => gtin ?? []), identities.flatMap(({ serial }) => serial ?? []), identities.flatMap(({ sscc }) => sscc ?? [])],
    );
  }

  /** Documents by which the transactions put units into containers. */
  async documentsOf(txIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ doc: string }>(
      `select d.doc_hash as doc from readmodel.transaction t join record.document d on d.command_id = t.command_id and d.doc_hash = any (t.docs)
        where t.tx_id = any ($1) and d.biz_step in ('commissioning', 'packing')`,
      [txIds],
    );
    return rows.map(({ doc }) => doc);
  }

  /** Those of these documents that are here with all their units. */
  async known(docHashes: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ doc_hash: string }>('select doc_hash from record.document where doc_hash = any ($1) and lists is null', [docHashes]);
    return rows.map(({ doc_hash: hash }) => hash);
  }

  /** The transaction that began a shipment. */
  async beginning(shipmentId: string): Promise<{ tx_id: string; block_number: number; position: number; command_id: string; docs: string[] } | undefined> {
    const [row] = await this.database.query<{ tx_id: string; block_number: number; position: number; command_id: string; docs: string[] }>(
      'select t.tx_id, t.block_number, t.position, t.command_id, t.docs from readmodel.shipment s join readmodel.transaction t on t.position = s.position where s.id = $1',
      [shipmentId],
    );
    return row;
  }

  /** Transactions with the documents they name. */
  async transactions(txIds: readonly string[]): Promise<Map<string, { command_id: string; docs: readonly string[]; by_party: string; at: Date }>> {
    const rows = await this.database.query<{ tx_id: string; command_id: string; docs: string[]; by_party: string; at: Date }>(
      'select tx_id, command_id, docs, by_party, at from readmodel.transaction where tx_id = any ($1)',
      [txIds],
    );
    return new Map(rows.map((row) => [row.tx_id, row]));
  }

  /** What the ledger has inside these containers by facts of their own: what lies there now, and what has surfaced from their contents. */
  async moved(containers: readonly string[]): Promise<{ inside: { ref: string; container: string }[]; surfaced: { ref: string; container: string }[] }> {
    const [inside, surfaced] = await Promise.all([
      this.database.query<{ ref: string; container: string }>('select ref, in_ref as container from readmodel.unit where in_ref = any ($1)', [containers]),
      this.database.query<{ ref: string; container: string }>(
        `select s.ref, s.in_before as container from readmodel.step s
          where s.in_before = any ($1) and s.position = (select min(f.position) from readmodel.step f where f.ref = s.ref)`,
        [containers],
      ),
    ]);
    return { inside, surfaced };
  }
}
