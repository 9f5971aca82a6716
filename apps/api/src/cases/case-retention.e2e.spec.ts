import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { Trade } from '../testing/trade.ts';

const TABLES = ['suspect_case', 'case_unit', 'case_lot', 'case_entry', 'case_photo', 'case_notice', 'case_answer'] as const;

describe('a case is kept for six years after its conclusion, and longer under a legal hold', () => {
  let trade: Trade;
  let database: Database;

  beforeAll(async () => {
    trade = await Trade.start();
    database = trade.test.app.get(Database);
  });
  afterAll(() => trade.test.close());

  /** A case with one row in each table, opened twenty years ago, whose newest entry is so many years old. */
  async function aCase(id: string, state: string, years: number): Promise<void> {
    const { organisation, user } = trade.pharmacy;
    const to = trade.wholesaler.organisation.id;
    const nobody = '00000000-0000-7000-8000-000000000001';
    await database.query("insert into record.suspect_case (id, organisation_id, time_zone, reason_kind, reason, command_id, opened_by, opened_at) values ($1, $2, 'UTC', 'UNFIT', 'r', $3, $4, now() - interval '20 years')", [id, organisation.id, nobody, user.id]);
    await database.query("insert into record.case_unit (case_id, link, position) values ($1, 'l', 0)", [id]);
    await database.query("insert into record.case_lot (case_id, gtin, number) values ($1, 'g', 'n')", [id]);
    const entry = (of: string, age: string) => database.query(`insert into record.case_entry (id, case_id, organisation_id, kind, state, at, by_user, body) values (gen_random_uuid(), $1, $2, 'note', $3, now() - interval '${age}', $4, '{}')`, [id, organisation.id, of, user.id]);
    await entry('suspect', '20 years');
    await entry(state, `${years} years`);
    await database.query("insert into record.case_photo (id, case_id, organisation_id, type, bytes, sha256, at) values (gen_random_uuid(), $1, $2, 'image/png', 'x', 's', now())", [id, organisation.id]);
    await database.query("insert into record.case_notice (id, case_id, organisation_id, kind, partner_id, partner_name, sold_to_us, may_have, subject, text, at) values ($1, $2, $3, 'notification', $4, 'p', true, false, 's', 't', now())", [`n${id}`, id, organisation.id, to]);
    await database.query("insert into record.case_answer (notice_id, case_id, organisation_id, found, note, at, by_user) values ($1, $2, $3, false, '', now(), $4)", [`n${id}`, id, to, user.id]);
  }
  const column = (table: string) => (table === 'suspect_case' ? 'id' : 'case_id');
  const remove = (table: string, id: string) => database.query(`delete from record.${table} where ${column(table)} = $1`, [id]);
  const count = async (id: string) => (await Promise.all(TABLES.map((table) => database.query(`select 1 from record.${table} where ${column(table)} = $1`, [id])))).map(({ length }) => length);

  it.each([
    ['is open, however old', 'suspect', 19],
    ['is illegitimate and not terminated, however old', 'dispositioned', 19],
    ['was cleared five years ago', 'cleared', 5],
    ['was terminated five years ago', 'terminated', 5],
  ])('nothing of one that %s can be deleted, whoever asks', async (name, state, years) => {
    await aCase(name, state, years);
    for (const table of TABLES) await expect(remove(table, name)).rejects.toThrow(/not concluded|kept for six years/);
    expect(await count(name)).toEqual([1, 1, 1, 2, 1, 1, 1]);
  });

  it('one that was concluded seven years ago can go, whole', async () => {
    await aCase('old', 'terminated', 7);
    await remove('suspect_case', 'old');
    expect(await count('old')).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ['its organisation', () => trade.pharmacy],
    ['a partner who was told', () => trade.wholesaler],
  ])('not while a legal hold on %s is in force', async (name, whose) => {
    await aCase(name, 'cleared', 7);
    const hold = await trade.get<{ placeLegalHold: { id: string } }>(trade.regulator, 'mutation ($id: ID!) { placeLegalHold(organisationId: $id, reason: "Case 12") { id } }', { id: whose().organisation.id });
    for (const table of TABLES) await expect(remove(table, name)).rejects.toThrow(/legal hold/);
    await trade.get(trade.regulator, 'mutation ($id: ID!) { liftLegalHold(id: $id) { id } }', { id: hold.placeLegalHold.id });
    await remove('suspect_case', name);
    expect(await count(name)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('nothing written is ever changed, nor a table emptied', async () => {
    await aCase('fixed', 'terminated', 7);
    for (const table of TABLES) {
      await expect(database.query(`update record.${table} set ${column(table)} = ${column(table)}`)).rejects.toThrow(/is not changed/);
      await expect(database.query(`truncate record.${table} cascade`)).rejects.toThrow(/never emptied/);
    }
  });
});
