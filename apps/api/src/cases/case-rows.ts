import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../platform/database.ts';
import type { CaseEntry, CaseFile, CaseUnit, EntryBodies, EntryKind, PrintedLot } from './case-file.ts';
import type { CaseState } from './case-states.ts';

const CASE = `c.id, c.organisation_id as "organisationId", c.site_gln as "siteGln", c.time_zone as "timeZone", c.reason_kind as "reasonKind", c.reason, c.notice_id as "noticeId",
  c.opened_by as "openedBy", c.opened_at as "openedAt"`;

/** The newest entry of a case, which says where it stands. */
const NEWEST = `cross join lateral (select e.state, e.due_at from record.case_entry e where e.case_id = c.id order by e.position desc limit 1) newest`;
const IS_OVER = "newest.state in ('cleared', 'terminated')";

/** Cases with a clock before those without, the first to run out before the others. */
const DUE_KEY = `coalesce(to_char(newest.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '9999') || ' ' || c.id`;

export interface NewEntry<K extends EntryKind = EntryKind> {
  readonly id: string;
  readonly kind: K;
  readonly state: CaseState;
  readonly dueAt: Date | null;
  readonly at: Date;
  readonly byUser: string;
  readonly commandId: string | null;
  readonly body: EntryBodies[K];
}

/** Cases with their units and entries. Rows are only ever added. Who may see one is decided by who asks. */
@Injectable()
export class CaseRows {
  constructor(private readonly database: Database) {}

  /** Lets an organisation open one case at a time, until the transaction of `client` ends: of two that name one unit, the second is told. */
  async lockOpening(client: Queryable, organisationId: string): Promise<void> {
    await client.query("select pg_advisory_xact_lock(hashtextextended('open a case ' || $1, 0))", [organisationId]);
  }

  /** Writes a new case, in the transaction of `client`. */
  async insert(client: Queryable, file: Omit<CaseFile, 'entries'>, commandId: string | null): Promise<void> {
    await client.query(
      `insert into record.suspect_case (id, organisation_id, site_gln, time_zone, reason_kind, reason, notice_id, command_id, opened_by, opened_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [file.id, file.organisationId, file.siteGln, file.timeZone, file.reasonKind, file.reason, file.noticeId, commandId, file.openedBy, file.openedAt],
    );
    const of = <K extends keyof CaseUnit>(field: K) => file.units.map((unit) => unit[field]);
    await client.query(
      `insert into record.case_unit (case_id, position, link, gtin, serial, sscc, lot, expiry, ref)
       select $1, row_number() over () - 1, u.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as u`,
      [file.id, of('link'), of('gtin'), of('serial'), of('sscc'), of('lot'), of('expiry'), of('ref')],
    );
    await client.query('insert into record.case_lot (case_id, gtin, number) select $1, l.* from unnest($2::text[], $3::text[]) as l', [file.id, file.lots.map(({ gtin }) => gtin), file.lots.map(({ number }) => number)]);
  }

  async addEntry(client: Queryable, file: { readonly id: string; readonly organisationId: string }, entry: NewEntry): Promise<void> {
    await client.query(
      'insert into record.case_entry (id, case_id, organisation_id, kind, state, due_at, at, by_user, command_id, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [entry.id, file.id, file.organisationId, entry.kind, entry.state, entry.dueAt, entry.at, entry.byUser, entry.commandId, JSON.stringify(entry.body)],
    );
  }

  /** A case of an organisation; undefined when it has none of that id. `lock` lets nobody else write to it until the transaction of `client` ends. */
  async one(organisationId: string, id: string, client: Queryable = this.database.pool, { lock = false } = {}): Promise<CaseFile | undefined> {
    const { rows } = await client.query<Omit<CaseFile, 'entries' | 'lots' | 'units'>>(`select ${CASE} from record.suspect_case c where c.organisation_id = $1 and c.id = $2 ${lock ? 'for update' : ''}`, [organisationId, id]);
    const [found] = await this.#whole(client, rows);
    return found;
  }

  /** Whether this request has been written to the case before. */
  async hasCommand(id: string, commandId: string): Promise<boolean> {
    const rows = await this.database.query('select 1 from record.case_entry where case_id = $1 and command_id = $2', [id, commandId]);
    return rows.length > 0;
  }

  /** A page of cases: open ones by their clocks, those that are over newest first. `after` is the key of the last one shown. */
  async page({ after, first, organisationId, over }: { organisationId: string; over: boolean; first: number; after: string | null }): Promise<(CaseFile & { readonly key: string })[]> {
    const key = over ? 'c.id' : DUE_KEY;
    const { rows } = await this.database.pool.query<Omit<CaseFile, 'entries' | 'lots' | 'units'> & { key: string }>(
      `select ${CASE}, ${key} as key from record.suspect_case c ${NEWEST}
        where c.organisation_id = $1 and (${IS_OVER}) = $2 and ($3::text is null or (${key}) ${over ? '<' : '>'} $3) order by ${key} ${over ? 'desc' : ''} limit $4`,
      [organisationId, over, after, first],
    );
    const keys = new Map(rows.map(({ id, key: its }) => [id, its]));
    return (await this.#whole(this.database.pool, rows)).map((file) => ({ ...file, key: keys.get(file.id) ?? '' }));
  }

  /** How many are open, and of how many the clock has run out. */
  async counts(organisationId: string, now: Date): Promise<{ open: number; late: number }> {
    const [row] = await this.database.query<{ open: number; late: number }>(
      `select count(*)::int as open, (count(*) filter (where newest.due_at < $2))::int as late from record.suspect_case c ${NEWEST} where c.organisation_id = $1 and not ${IS_OVER}`,
      [organisationId, now],
    );
    return row ?? { open: 0, late: 0 };
  }

  /** Those of these units that an open case of the organisation has, with the case. */
  async inOpenCases(client: Queryable, organisationId: string, links: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await client.query<{ link: string; id: string }>(
      `select u.link, c.id from record.case_unit_now u join record.suspect_case c on c.id = u.case_id ${NEWEST} where u.link = any ($2) and c.organisation_id = $1 and not ${IS_OVER}`,
      [organisationId, links],
    );
    return new Map(rows.map(({ id, link }) => [link, id]));
  }

  async #whole(client: Queryable, cases: readonly Omit<CaseFile, 'entries' | 'lots' | 'units'>[]): Promise<CaseFile[]> {
    const ids = cases.map(({ id }) => id);
    if (ids.length === 0) return [];
    const units = await client.query<CaseUnit & { caseId: string }>('select case_id as "caseId", link, gtin, serial, sscc, lot, expiry, ref from record.case_unit where case_id = any ($1) order by position', [ids]);
    const lots = await client.query<PrintedLot & { caseId: string }>('select case_id as "caseId", gtin, number from record.case_lot where case_id = any ($1) order by gtin, number', [ids]);
    const entries = await client.query<CaseEntry & { caseId: string }>(
      'select case_id as "caseId", id, kind, state, due_at as "dueAt", at, by_user as "byUser", body from record.case_entry where case_id = any ($1) order by position',
      [ids],
    );
    const of = <T extends { caseId: string }>(rows: readonly T[], id: string) => rows.filter(({ caseId }) => caseId === id).map(({ caseId: _, ...row }) => row);
    return cases.map(({ id, noticeId, openedAt, openedBy, organisationId, reason, reasonKind, siteGln, timeZone }) => ({
      ...{ id, noticeId, openedAt, openedBy, organisationId, reason, reasonKind, siteGln, timeZone },
      units: of(units.rows, id),
      lots: of(lots.rows, id),
      entries: of(entries.rows, id) as CaseEntry[],
    }));
  }
}
