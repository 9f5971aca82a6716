import { describe, expect, it } from 'vitest';
import type { Current } from '../identity/current.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { mayName, maySeeShipment, maySeeWholeLot, maySeeWholeRecall, readsAllTrade, readsAllTransactions } from './policy.ts';

const asker = (role: UserRole, kind: TradingPartnerKind, id = 'us'): Current => ({
  user: { id: 'u', email: 'e', name: 'n', role },
  organisation: { id, name: 'o', gln: '1', kinds: [kind], status: 'active' },
  site: null,
});
const regulator = asker(UserRole.REGULATOR, TradingPartnerKind.REGULATOR);
const operator = asker(UserRole.OPERATOR, TradingPartnerKind.REGULATOR);
const maker = asker(UserRole.MANUFACTURER, TradingPartnerKind.MANUFACTURER);
const none: ReadonlySet<string> = new Set();

describe('the access policy', () => {
  it('opens the trade of all to a regulator’s user of a regulator alone', () => {
    expect(readsAllTrade(regulator)).toBe(true);
    for (const other of [operator, maker, asker(UserRole.REGULATOR, TradingPartnerKind.DISPENSER), asker(UserRole.PHARMACIST, TradingPartnerKind.REGULATOR)]) expect(readsAllTrade(other)).toBe(false);
  });
  it('opens every transaction to the regulator and the operator', () => {
    expect([regulator, operator, maker].map(readsAllTransactions)).toEqual([true, true, false]);
  });
  it('shows a shipment to its sender, its receiver and the regulator', () => {
    const theirs = { from_party: 'a', to_party: 'b' };
    expect(maySeeShipment(maker, theirs)).toBe(false);
    expect(maySeeShipment(operator, theirs)).toBe(false);
    expect(maySeeShipment(maker, { ...theirs, from_party: 'us' })).toBe(true);
    expect(maySeeShipment(maker, { ...theirs, to_party: 'us' })).toBe(true);
    expect(maySeeShipment(regulator, theirs)).toBe(true);
  });
  it('shows where all of a lot or recall is to who registered or issued it, and to the regulator', () => {
    expect([maySeeWholeLot(maker, { registered_by: 'us' }), maySeeWholeLot(maker, { registered_by: 'them' }), maySeeWholeLot(regulator, { registered_by: 'them' })]).toEqual([true, false, true]);
    expect([maySeeWholeRecall(maker, { organisation_id: 'us' }), maySeeWholeRecall(operator, { organisation_id: 'them' }), maySeeWholeRecall(regulator, { organisation_id: 'them' })]).toEqual([true, false, true]);
  });
  it('names to a maker itself and its direct consignees, to the regulator all', () => {
    expect(['us', 'them'].map((party) => mayName(maker, party, none))).toEqual([true, false]);
    expect(mayName(maker, 'them', new Set(['them']))).toBe(true);
    expect(mayName(regulator, 'them', none)).toBe(true);
  });
});
