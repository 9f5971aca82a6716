import { Injectable } from '@nestjs/common';
import type { EpcisEvent } from 'gs1-barcodes/epcis';
import { AccessLog } from '../../../access/access-log.ts';
import { cutEvent } from '../../../access/cut-event.ts';
import { readsAllTrade } from '../../../access/policy.ts';
import { fieldTerm, instantTerm } from '../../../documents/event-terms.ts';
import type { Current } from '../../../identity/current.ts';
import { Database } from '../../../platform/database.ts';
import { type Lines, UpstreamLines } from '../../../read-model/upstream-lines.ts';
import { Problem } from '../problem.ts';
import type { EventQuery } from './event-query.ts';
import { all, any, Sql } from './sql.ts';

/** Who asks, and why: a regulator's reads need a reason. */
export interface Asker {
  readonly current: Current;
  readonly reason: string | null;
}

/** Sort values of the last event of a page. */
export type Place = readonly (string | number)[];

export interface EventPage {
  readonly events: readonly EpcisEvent[];
  /** Null on the last page. */
  readonly next: Place | null;
}

/** How far a subscriber has read, in the order in which events became visible; `seq` null: the whole release. */
export interface Reached {
  readonly released: number;
  readonly seq: number | null;
}

interface Row {
  readonly seq: number;
  readonly organisation_id: string;
  readonly event: EpcisEvent;
  readonly event_id: string;
  readonly doc_hash: string | null;
  readonly record_time: Date;
  readonly keys: Place;
}

/** Single units of others' events are looked up one by one. */
const UNITS_MAX = 50;

/** Answers queries with the events that the asker may see. */
@Injectable()
export class EventBook {
  constructor(
    private readonly database: Database,
    private readonly upstream: UpstreamLines,
    private readonly accessLog: AccessLog,
  ) {}

  /** A page of a query's answer, from a place on. Refuses what matches more than the query's `maxEventCount`. */
  async page(asker: Asker, query: EventQuery, { after = null, first }: { first: number; after?: Place | null }): Promise<EventPage> {
    const lines = await this.#lines(asker, query);
    if (query.maxEventCount !== null && after === null) await this.#refuseTooMany(asker, query, lines, query.maxEventCount);
    const sql = new Sql();
    const keys = keysOf(query, sql);
    const [direction, than] = query.descending ? ['desc', '<'] : ['asc', '>'];
    const beyond = after ? [`(${keys.map(({ sql: key }) => key).join(', ')}) ${than} (${keys.map(({ type }, i) => sql.bind(after[i], type)).join(', ')})`] : [];
    const rows = await this.database.query<Row>(
      `select e.seq, e.organisation_id, coalesce(e.body, d.event) as event, e.event_id, e.doc_hash, e.record_time, json_build_array(${keys.map(({ sql: key, type }) => (type === 'timestamptz' ? `${key}::text` : key)).join(', ')}) as keys
         from record.event e left join record.document d on d.doc_hash = e.doc_hash
        where ${all([VISIBLE, this.#allowed(asker, query, lines, sql), ...beyond])}
        order by ${keys.map(({ sql: key }) => `${key} ${direction}`).join(', ')}
        limit ${sql.bind(first + 1, 'int')}`,
      sql.values,
    );
    const shown = rows.slice(0, first);
    await this.#note(asker, query, shown);
    return { events: shown.map((row) => told(row, asker, lines)), next: rows.length > first ? (shown.at(-1)?.keys ?? null) : null };
  }

  /**
   * The next events of a query in the order in which they became visible, up to a release that nothing comes before any more (see
   * `EventStore.newestRelease`), and how far that reaches. The query's own order and limits do not hold here.
   */
  async since(asker: Asker, query: EventQuery, { first, reached, recordedFrom, upTo }: { reached: Reached; upTo: number; first: number; recordedFrom: Date | null }): Promise<{ events: EpcisEvent[]; reached: Reached }> {
    const lines = await this.#lines(asker, query);
    const sql = new Sql();
    const after = sql.bind(reached.released, 'bigint');
    const from = reached.seq === null ? `r.number > ${after}` : `(r.number, e.seq) > (${after}, ${sql.bind(reached.seq, 'bigint')})`;
    const recorded = recordedFrom ? [`e.record_time >= ${sql.bind(recordedFrom, 'timestamptz')}`] : [];
    const rows = await this.database.query<Row & { number: number }>(
      `select r.number, e.seq, e.organisation_id, coalesce(e.body, d.event) as event, e.event_id, e.doc_hash, e.record_time
         from record.event_release r join record.event e on e.source_id = r.source_id left join record.document d on d.doc_hash = e.doc_hash
        where ${all([from, `r.number <= ${sql.bind(upTo, 'bigint')}`, ...recorded, this.#allowed(asker, query, lines, sql)])}
        order by r.number, e.seq limit ${sql.bind(first + 1, 'int')}`,
      sql.values,
    );
    const shown = rows.slice(0, first);
    await this.#note(asker, query, shown);
    const last = rows.length > first ? shown.at(-1) : undefined;
    return {
      events: shown.map((row) => told(row, asker, lines)),
      reached: last ? { released: last.number, seq: last.seq } : { released: Math.max(upTo, reached.released), seq: null },
    };
  }

  /** Whether there is an event that matches. */
  async matches(asker: Asker, query: EventQuery): Promise<boolean> {
    const lines = await this.#lines(asker, query);
    return (await this.#count(asker, query, lines, 1)) > 0;
  }

  /** Distinct values of a column or of lists of units that the asker's events hold, in their order, after one. */
  async values(asker: Asker, of: 'epcs' | 'biz_step' | 'disposition' | 'read_point' | 'biz_location', { after, first }: { after: string; first: number }): Promise<string[]> {
    const sql = new Sql();
    const own = readsAllTrade(asker.current) ? 'true' : `e.organisation_id = ${sql.bind(asker.current.organisation.id, 'text')}`;
    await this.#noteAll(asker, `list of ${of}`);
    const value = of === 'epcs' ? 'unnest(e.epcs || e.inputs || e.outputs || array_remove(array[e.parent], null))' : `e.${of}`;
    const rows = await this.database.query<{ value: string }>(
      `select distinct l.value collate "C" as value from (select ${value} as value from record.event e where ${all([VISIBLE, own])}) l
        where l.value collate "C" > ${sql.bind(after, 'text')} order by 1 limit ${sql.bind(first, 'int')}`,
      sql.values,
    );
    return rows.map(({ value: one }) => one);
  }

  async #lines({ current }: Asker, { unitsNamed }: EventQuery): Promise<Lines> {
    if (readsAllTrade(current) || unitsNamed.length === 0 || unitsNamed.length > UNITS_MAX) return new Map();
    return this.upstream.of(current.organisation.id, unitsNamed);
  }

  /** The conditions over what the asker may see: all of the own events, and of others' events the lines that concern it. */
  #allowed({ current }: Asker, { conditions }: EventQuery, lines: Lines, sql: Sql): string {
    const whole = (links: readonly string[]): string => sql.bind(links, 'text[]');
    if (readsAllTrade(current)) return all(conditions.map((condition) => condition(sql, whole)));
    const me = sql.bind(current.organisation.id, 'text');
    const own = all([`e.organisation_id = ${me}`, ...conditions.map((condition) => condition(sql, whole))]);
    if (lines.size === 0) return own;
    const pairs = [...lines].flatMap(([document, links]) => [...links].map((link) => [document, link] as const));
    const [documents, shown] = [sql.bind(pairs.map(([document]) => document), 'text[]'), sql.bind(pairs.map(([, link]) => link), 'text[]')];
    const cut = (links: readonly string[]): string => `array(select p.link from unnest(${documents}, ${shown}) as p (document, link) where p.document = e.doc_hash and p.link = any (${sql.bind(links, 'text[]')}))`;
    return any([own, all([`e.organisation_id <> ${me}`, `e.doc_hash = any (${documents})`, ...conditions.map((condition) => condition(sql, cut))])]);
  }

  async #refuseTooMany(asker: Asker, query: EventQuery, lines: Lines, most: number): Promise<void> {
    if ((await this.#count(asker, query, lines, most + 1)) <= most) return;
    throw new Problem('QueryTooLargeException', `maxEventCount: more than ${most} events match.`);
  }

  async #count(asker: Asker, query: EventQuery, lines: Lines, most: number): Promise<number> {
    const sql = new Sql();
    const where = all([VISIBLE, this.#allowed(asker, query, lines, sql)]);
    const [row] = await this.database.query<{ count: number }>(`select count(*) from (select from record.event e where ${where} limit ${sql.bind(most, 'int')}) m`, sql.values);
    return row?.count ?? 0;
  }

  /** One line an owner whose events are in the answer, before it is given. */
  async #note({ current, reason }: Asker, { text }: EventQuery, rows: readonly Row[]): Promise<void> {
    const owners = new Set(rows.map(({ organisation_id: owner }) => owner));
    await Promise.all([...owners].map((owner) => this.#noteOne(current, owner, text, reason)));
  }

  async #noteAll({ current, reason }: Asker, subject: string): Promise<void> {
    if (!readsAllTrade(current)) return;
    const owners = await this.database.query<{ id: string }>('select id from record.organisation');
    await Promise.all(owners.map(({ id }) => this.#noteOne(current, id, subject, reason)));
  }

  #noteOne({ organisation, user }: Current, owner: string, subject: string, reason: string | null): Promise<void> {
    return this.accessLog.recordRead({ readerOrganisation: organisation.id, readerUser: user.id, ownerOrganisation: owner, subject: subject.slice(0, SUBJECT_MAX), purpose: `EPCIS query: ${reason ?? 'units held'}` });
  }
}

const SUBJECT_MAX = 500;

/** Seen: its command is recorded, its capture job is settled. */
const VISIBLE = 'exists (select from record.event_release r where r.source_id = e.source_id)';

function keysOf({ isOfUnits, order }: EventQuery, sql: Sql): { readonly sql: string; readonly type: string }[] {
  // PostgreSQL takes units for more frequent than they are and would walk all events in their order: so the order has no index here.
  const last = { sql: isOfUnits ? '(e.seq + 0)' : 'e.seq', type: 'bigint' };
  if (order.by === 'seq') return [last];
  if (order.by !== 'field') return [{ sql: isOfUnits ? `(e.${order.by} + interval '0')` : `e.${order.by}`, type: 'timestamptz' }, last];
  const terms = sql.bind(order.fields.flatMap((name) => [fieldTerm({ area: '', inner: false, name }), instantTerm({ area: '', inner: false, name })]), 'text[]');
  const names = sql.bind(order.fields, 'text[]');
  return [
    // Numbers and instants by what they are, texts by their code points; events without the field come last or first.
    { sql: `coalesce((select min(a.amount) from unnest(e.amount_terms, e.amounts) as a (term, amount) where a.term = any (${terms})), 1e308::float8)`, type: 'float8' },
    {
      sql: `coalesce((select min((f ->> 'text') collate "C") from jsonb_array_elements(coalesce(e.body, d.event) -> 'extensions') as f where '{' || (f ->> 'namespace') || '}' || (f ->> 'name') = any (${names})), '') collate "C"`,
      type: 'text',
    },
    last,
  ];
}

/** An event as it is answered: when it was recorded here, with an id, and of another's no more than the lines that are the asker's business. */
function told(row: Row, { current }: Asker, lines: Lines): EpcisEvent {
  const event = { ...row.event, recordTime: row.record_time.toISOString(), eventID: row.event_id };
  if (row.organisation_id === current.organisation.id || readsAllTrade(current)) return event;
  return { ...cutEvent(event, (row.doc_hash && lines.get(row.doc_hash)) || new Set()), recordTime: event.recordTime };
}
