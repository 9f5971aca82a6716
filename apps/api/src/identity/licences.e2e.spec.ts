import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aParty } from '../testing/people.ts';
import { Trade, type Trader } from '../testing/trade.ts';
import { TradingPartnerKind } from './trading-partner-kind.ts';
import { UserRole } from './user-role.ts';

describe('the licences of a trading partner', () => {
  let trade: Trade;
  let operator: Trader;
  let text: string;
  const record = (more: object) => trade.ask(operator, 'mutation ($input: RecordLicenceInput!) { recordLicence(input: $input) { id validUntil } }', { input: { organisationId: trade.maker.organisation.id, state: 'NY', number: 'W-1', ...more } });
  const licences = async () =>
    (await trade.get<{ partners: { name: string; licences: { number: string; validUntil: string }[] }[] }>(trade.pharmacy, '{ partners { name licences { number validUntil } } }')).partners.find(({ name }) => name === 'Halden Pharma')?.licences;
  const reasons = async () => (await trade.scan(trade.pharmacy, text, 'RECEIVE')).reasons.map(({ code }) => code);

  beforeAll(async () => {
    trade = await Trade.start();
    const party = await aParty(trade.test.app, { n: 60, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
    operator = { ...party, token: await trade.signIn(party.email) };
    const made = await trade.commission(await trade.lot('L1'), ['L1']);
    [text = ''] = made.packages;
    await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [text] });
  });
  afterAll(() => trade.test.close());

  it('say nothing where none is recorded; one that has ended is a reason to ask, and goes when the new one is recorded', async () => {
    expect(await reasons()).not.toContain('LICENCE_LAPSED');
    expect((await record({ validUntil: '2026-10-31' })).errors).toBeUndefined();
    expect(await reasons()).toContain('LICENCE_LAPSED');
    const renewed = await record({ validUntil: '2028-10-31' });
    expect(renewed.errors).toBeUndefined();
    expect(await reasons()).not.toContain('LICENCE_LAPSED');
    expect(await licences()).toEqual([{ number: 'W-1', validUntil: '2028-10-31' }]);
  });

  it('are refused with a day that no calendar has, and for nobody', async () => {
    expect((await record({ validUntil: '2027-02-30' })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect((await record({ validUntil: 'soon' })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect((await record({ organisationId: '0'.repeat(32), validUntil: '2027-02-28' })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
