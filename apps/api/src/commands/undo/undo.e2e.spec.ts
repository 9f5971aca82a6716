import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sites } from '../../identity/sites.ts';
import { aGln } from '../../testing/people.ts';
import { Trade } from '../../testing/trade.ts';

const DAY_MS = 86_400_000;
const ADDRESS = { street: '2 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' };

describe('taking back what was finished by mistake', () => {
  let trade: Trade;
  let lotId: string;
  const stocked = async (...serials: string[]): Promise<string[]> => {
    const { packages } = await trade.commission(lotId, serials);
    await trade.handOver(trade.maker, trade.pharmacy, packages);
    return packages;
  };
  const stateOf = async (text = '') => (await trade.scan(trade.pharmacy, text)).package?.state?.toLowerCase();

  const choose = (gln: string) => trade.get(trade.pharmacy, 'mutation ($gln: String!) { chooseSite(gln: $gln) { site { gln } } }', { gln });

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
  });
  afterAll(() => trade.test.close());

  it('puts a package that was dispensed by mistake on the shelf again, and dispenses it after', async () => {
    const units = await stocked('U1');
    await trade.done(trade.pharmacy, 'dispense', { units });
    expect(await stateOf(units[0])).toBe('dispensed');
    await trade.done(trade.pharmacy, 'undo', { units, undoes: 'DISPENSE', reason: 'scanned by mistake' });
    expect(await stateOf(units[0])).toBe('active');
    const again = await trade.scan(trade.pharmacy, units[0] ?? '', 'DISPENSE');
    expect([again.verdict, again.pedigree?.steps.slice(-2).map(({ bizStep }) => bizStep)]).toEqual(['MATCHES', ['dispensing', 'undone']]);
    await trade.done(trade.pharmacy, 'dispense', { units });
    expect(await stateOf(units[0])).toBe('dispensed');
  });

  it('takes a decommissioning back, whatever its reason', async () => {
    for (const [i, why] of ['EXPORTED', 'DESTROYED', 'SAMPLE', 'FREE_SAMPLE', 'LOCKED', 'STOLEN', 'LOST', 'OTHER'].entries()) {
      const units = await stocked(`W${i}`);
      await trade.done(trade.pharmacy, 'decommission', { units, why });
      expect(await stateOf(units[0]), why).toBe('decommissioned');
      await trade.done(trade.pharmacy, 'undo', { units, undoes: 'DECOMMISSION' });
      expect(await stateOf(units[0]), why).toBe('active');
    }
  });

  it('is refused at another site of the same organisation, which is named, and done at the same', async () => {
    const units = await stocked('S1');
    await trade.done(trade.pharmacy, 'dispense', { units });
    const { organisation } = trade.pharmacy;
    await trade.test.app.get(Sites).create({ organisationId: organisation.id, gln: aGln(77), name: 'The branch', timeZone: 'America/Chicago', address: ADDRESS });
    await choose(aGln(77));
    const refusal = await trade.send(trade.pharmacy, 'undo', { units, undoes: 'DISPENSE' });
    expect(refusal.code).toBe('OTHER_SITE');
    expect(refusal.message).toContain('Northside Pharmacy, counter');
    await choose(trade.pharmacy.site.gln);
    await trade.done(trade.pharmacy, 'undo', { units, undoes: 'DISPENSE' });
  });

  it('is refused to another pharmacy, for what was not finished, and after ten days', async () => {
    const units = await stocked('T1');
    expect((await trade.send(trade.pharmacy, 'undo', { units, undoes: 'DISPENSE' })).code).toBe('NOTHING_TO_UNDO');
    await trade.done(trade.pharmacy, 'dispense', { units });
    expect((await trade.send(trade.otherPharmacy, 'undo', { units, undoes: 'DISPENSE' })).code).toMatch(/NOT_HOLDER|UNKNOWN_UNIT/);
    trade.now += 10 * DAY_MS + 60_000;
    trade.pharmacy.token = await trade.signIn(trade.pharmacy.email);
    await choose(trade.pharmacy.site.gln);
    expect((await trade.send(trade.pharmacy, 'undo', { units, undoes: 'DISPENSE' })).code).toBe('TOO_LATE_TO_UNDO');
  });

  it('leads no way back from what was found illegitimate, but out of trade', async () => {
    trade.maker.token = await trade.signIn(trade.maker.email);
    const units = await stocked('I1');
    await trade.test.ask('mutation ($input: QuarantineInput!) { declareIllegitimate(input: $input) { ... on Receipt { txId } } }', { input: { commandId: trade.commandId(), units, reason: 'a forged seal' } }, { token: trade.pharmacy.token });
    await trade.settle();
    const scan = await trade.scan(trade.pharmacy, units[0] ?? '');
    expect([scan.verdict, scan.reasons.map(({ code }) => code)]).toEqual(['DO_NOT_USE', expect.arrayContaining(['ILLEGITIMATE'])]);
    expect((await trade.send(trade.pharmacy, 'dispense', { units })).code).toBe('ILLEGITIMATE');
    expect((await trade.send(trade.pharmacy, 'release', { units, reason: 'settled' })).code).toBe('NOT_HELD');
    await trade.done(trade.pharmacy, 'decommission', { units, why: 'DESTROYED' });
  });
});
