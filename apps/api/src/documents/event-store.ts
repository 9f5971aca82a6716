import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../platform/database.ts';
import { type EventRow, HASH_PROFILE } from './event-row.ts';

/** Whose events, and what brings them in: a command or a capture job, by its id. */
export interface EventSource {
  readonly organisationId: string;
  readonly sourceId: string;
  readonly at: Date;
}

/** What became of a row: stored, or already there, and then where. */
export type Put = { readonly kind: 'stored' } | { readonly kind: 'there'; readonly sourceId: string; readonly position: number; readonly document: string | null };

/** Every transaction that numbers a release holds it shared; who reads releases in order takes it for an instant to wait for those under way. */
const RELEASE_LOCK = 0x65766e74;

/**
 * The readable events of a node. What a source put is seen by nobody before the source is released: one row a source, whatever it put, so a
 * capture job of 1,000,000 events appears at once at the price of one insert, nothing is written twice and no index is touched again. The
 * price is one look-up in `event_release` a row that a question passes, a page of 30 pays 30 or a hash join. Releases are numbered in the
 * order in which they became visible, which is the order of subscriptions.
 */
@Injectable()
export class EventStore {
  constructor(private readonly database: Database) {}

  /**
   * Stores rows of a source, some thousand at a time, in the caller's transaction. An event that the organisation has already (same hash id,
   * both or neither an error declaration) is not stored again; the answer, one a row, says where it is, so that a source which begins again
   * knows its own.
   */
  async put(client: Queryable, { at, organisationId, sourceId }: EventSource, rows: readonly EventRow[]): Promise<Put[]> {
    if (rows.length === 0) return [];
    const { rows: stored } = await client.query<{ hash_id: string; in_error: boolean }>(PUT, [organisationId, sourceId, at, HASH_PROFILE, ...COLUMNS.map(([, , value]) => rows.map(value))]);
    const fresh = new Set(stored.map(keyOf));
    // Of two in one batch the first is stored.
    const puts = rows.map((row): Put | undefined => (fresh.delete(keyOf({ hash_id: row.hashId, in_error: row.inError })) ? { kind: 'stored' } : undefined));
    const others = rows.filter((_, index) => puts[index] === undefined);
    if (others.length === 0) return puts as Put[];
    const there = await this.#find(client, organisationId, others);
    return rows.map((row, index) => puts[index] ?? there.get(keyOf({ hash_id: row.hashId, in_error: row.inError })) ?? missing(row));
  }

  /** Shows what a source put. A second time does nothing. */
  async release(client: Queryable, sourceId: string, at: Date): Promise<void> {
    await client.query(`insert into record.event_release (source_id, at) select $1, $2 from (select pg_advisory_xact_lock_shared($3)) as held on conflict (source_id) do nothing`, [sourceId, at, RELEASE_LOCK]);
  }

  /** Takes away what a source put that was never released. */
  async withdraw(client: Queryable, sourceId: string): Promise<void> {
    await client.query('delete from record.event where source_id = $1 and not exists (select from record.event_release where source_id = $1)', [sourceId]);
  }

  /** The number of the newest release: all up to it are visible, none of them comes later. */
  async newestRelease(): Promise<number> {
    return this.database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [RELEASE_LOCK]);
      const { rows } = await client.query<{ newest: number | null }>('select max(number) as newest from record.event_release');
      return rows[0]?.newest ?? 0;
    });
  }

  async #find(client: Queryable, organisationId: string, rows: readonly EventRow[]): Promise<Map<string, Put>> {
    const { rows: found } = await client.query<{ hash_id: string; in_error: boolean; source_id: string; position: number; doc_hash: string | null }>(
      `select e.hash_id, e.in_error, e.source_id, e.position, e.doc_hash
         from unnest($2::text[], $3::boolean[]) as asked (hash_id, in_error)
         join record.event e on e.organisation_id = $1 and e.hash_id = asked.hash_id and e.in_error = asked.in_error`,
      [organisationId, rows.map(({ hashId }) => hashId), rows.map(({ inError }) => inError)],
    );
    return new Map(found.map((row) => [keyOf(row), { kind: 'there', sourceId: row.source_id, position: row.position, document: row.doc_hash }]));
  }
}

const keyOf = ({ hash_id, in_error }: { hash_id: string; in_error: boolean }): string => `${hash_id} ${in_error}`;

/** It conflicted with a row that another transaction has taken away since. */
function missing({ hashId }: EventRow): never {
  throw new Error(`event ${hashId} was being withdrawn while it was put`);
}

/** A list within a list travels as the text of an array: unnest would take it apart. */
const list = (values: readonly string[]): string => `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;

/** Each column with the type that it travels as and where its value is. */
const COLUMNS: readonly (readonly [column: string, type: string, value: (row: EventRow) => unknown, list?: string])[] = [
  ['position', 'int', (row) => row.position],
  ['event_id', 'text', (row) => row.eventId],
  ['hash_id', 'text', (row) => row.hashId],
  ['pre_hash', 'text', (row) => row.preHash],
  ['doc_hash', 'text', (row) => row.document],
  ['body', 'jsonb', (row) => row.body],
  ['kept_as', 'text', (row) => row.keptAs],
  ['event_time', 'timestamptz', (row) => row.eventTime],
  ['event_offset', 'text', (row) => row.offset],
  ['type', 'text', (row) => row.type],
  ['action', 'text', (row) => row.action],
  ['biz_step', 'text', (row) => row.bizStep],
  ['disposition', 'text', (row) => row.disposition],
  ['read_point', 'text', (row) => row.readPoint],
  ['biz_location', 'text', (row) => row.bizLocation],
  ['in_error', 'boolean', (row) => row.inError],
  ['error_time', 'timestamptz', (row) => row.errorTime],
  ['error_reason', 'text', (row) => row.errorReason],
  ['parent', 'text', (row) => row.parent],
  ['epcs', 'text', (row) => list(row.epcs), 'text[]'],
  ['inputs', 'text', (row) => list(row.inputs), 'text[]'],
  ['outputs', 'text', (row) => list(row.outputs), 'text[]'],
  ['classes', 'text', (row) => list(row.classes), 'text[]'],
  ['input_classes', 'text', (row) => list(row.inputClasses), 'text[]'],
  ['output_classes', 'text', (row) => list(row.outputClasses), 'text[]'],
  ['terms', 'text', (row) => list(row.terms), 'text[]'],
  ['amount_terms', 'text', (row) => list(row.amountTerms), 'text[]'],
  ['amounts', 'text', (row) => `{${row.amounts.join(',')}}`, 'float8[]'],
];

const PUT = `
  insert into record.event (organisation_id, source_id, record_time, hash_profile, ${COLUMNS.map(([column]) => column).join(', ')})
  select $1, $2, $3, $4, ${COLUMNS.map(([column, , , as]) => (as ? `put.${column}::${as}` : `put.${column}`)).join(', ')}
    from unnest(${COLUMNS.map(([, type], index) => `$${index + 5}::${type}[]`).join(', ')}) as put (${COLUMNS.map(([column]) => column).join(', ')})
  on conflict (organisation_id, hash_id, in_error) do nothing
  returning hash_id, in_error`;
