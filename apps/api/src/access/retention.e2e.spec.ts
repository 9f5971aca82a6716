import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserRole } from '../identity/user-role.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { Database } from '../platform/database.ts';
import { aParty } from '../testing/people.ts';
import { Trade, type Trader } from '../testing/trade.ts';

describe('records are kept for six years, and longer under a legal hold', () => {
  let trade: Trade;
  let operator: Trader;
  let database: Database;
  const documents = async () => (await database.query<{ n: number }>('select count(*)::int as n from record.document'))[0]?.n ?? 0;
  const age = async (years: number) => {
    await database.query(`update record.document set created_at = now() - interval '${years} years'`);
  };
  const run = async (who: Trader, call: string) => {
    const { data, errors } = await trade.ask(who, `mutation { hold: ${call} { id organisationName reason liftedAt } }`);
    return errors?.[0]?.extensions.code ?? (data?.['hold'] as { id: string; liftedAt: string | null });
  };

  beforeAll(async () => {
    trade = await Trade.start();
    database = trade.test.app.get(Database);
    const party = await aParty(trade.test.app, { n: 60, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
    operator = { ...party, token: await trade.signIn(party.email) };
    await trade.commission(await trade.lot('K1'), ['K1']);
  });
  afterAll(() => trade.test.close());

  it('refuses to lose a record of less than six years, whoever asks', async () => {
    const before = await documents();
    expect(before).toBeGreaterThan(0);
    await age(5);
    await expect(database.query('delete from record.document')).rejects.toThrow(/kept for six years/);
    expect(await documents()).toBe(before);
  });

  it('keeps older ones while a hold is in force, and no longer', async () => {
    await age(7);
    const hold = await run(operator, `placeLegalHold(organisationId: "${trade.maker.organisation.id}", reason: "Case 12")`);
    await expect(database.query('delete from record.document')).rejects.toThrow(/legal hold/);
    const id = typeof hold === 'object' ? hold.id : '';
    expect(await run(operator, `liftLegalHold(id: "${id}")`)).toMatchObject({ liftedAt: expect.any(String) as string });
    await database.query('delete from record.document');
    expect(await documents()).toBe(0);
  });

  it('is for the operator and the regulator, with a reason, on an organisation that there is', async () => {
    expect(await run(trade.maker, `placeLegalHold(organisationId: "${trade.maker.organisation.id}", reason: "x")`)).toBe('FORBIDDEN');
    expect(await run(trade.regulator, `placeLegalHold(organisationId: "${trade.maker.organisation.id}", reason: " ")`)).toBe('BAD_INPUT');
    expect(await run(trade.regulator, 'placeLegalHold(organisationId: "nobody", reason: "x")')).toBe('NOT_FOUND');
    expect(await run(trade.regulator, 'liftLegalHold(id: "none")')).toBe('NOT_FOUND');
  });
});
