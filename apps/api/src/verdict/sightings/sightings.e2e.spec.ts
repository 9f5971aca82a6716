import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sites } from '../../identity/sites.ts';
import { Database } from '../../platform/database.ts';
import { attest } from '../../testing/attest.ts';
import { aGln } from '../../testing/people.ts';
import { codesOf, Trade, type Trader } from '../../testing/trade.ts';
import { SightingWatch } from './sighting-watch.ts';

const HOUR_MS = 3_600_000;

interface Told {
  id: string;
  rule: string;
  side: string;
  serial: string;
  lot: string | null;
  seenAt: string | null;
  message: string;
  lookAt: string[];
}

describe('one code seen in two hands', () => {
  let trade: Trade;
  let lotId: string;

  beforeAll(async () => {
    trade = await Trade.start();
    lotId = await trade.lot('A1');
    const at = (who: Trader, latitude: number, longitude: number) => trade.test.app.get(Database).query('update record.site set latitude = $2, longitude = $3 where organisation_id = $1', [who.organisation.id, latitude, longitude]);
    await at(trade.pharmacy, 41.88, -87.63);
    await at(trade.otherPharmacy, 47.61, -122.33);
    await at(trade.wholesaler, 38.25, -85.76);
  });
  afterAll(() => trade.test.close());

  const round = () => trade.test.app.get(SightingWatch).round();
  const later = async (hours: number) => {
    trade.now += hours * HOUR_MS;
    for (const who of [trade.maker, trade.wholesaler, trade.pharmacy, trade.otherPharmacy, trade.regulator]) who.token = await trade.signIn(who.email);
  };
  const told = async (who: Trader, serial: string): Promise<Told[]> =>
    (await trade.get<{ notices: { items: Told[] } }>(who, '{ notices { items { id rule side serial lot seenAt message lookAt } } }')).notices.items.filter((notice) => notice.serial === serial);
  const stocked = async (who: Trader, serial: string): Promise<string> => {
    const { packages } = await trade.commission(lotId, [serial]);
    await trade.handOver(trade.maker, who, packages);
    return packages[0] ?? '';
  };

  it('is told to both after the three days that data may be late, and neither learns of the other', async () => {
    const text = await stocked(trade.pharmacy, 'C1');
    await later(1);
    expect(codesOf(await trade.scan(trade.otherPharmacy, text, 'RECEIVE'))).toContain('NOT_IN_YOUR_CUSTODY');
    await round();
    expect([await told(trade.pharmacy, 'C1'), await told(trade.otherPharmacy, 'C1')]).toEqual([[], []]);
    await later(73);
    await round();
    const [holder] = await told(trade.pharmacy, 'C1');
    const [seer] = await told(trade.otherPharmacy, 'C1');
    expect(holder).toMatchObject({ rule: 'SEEN_ELSEWHERE', side: 'RECORDED_HERE', lot: 'A1', seenAt: null });
    expect(seer).toMatchObject({ rule: 'SEEN_ELSEWHERE', side: 'SEEN_HERE', lot: 'A1' });
    expect(holder?.lookAt.length).toBeGreaterThan(2);
    expect(JSON.stringify(holder)).not.toMatch(/Southside|Meridian|Halden/);
    expect(JSON.stringify(seer)).not.toMatch(/Northside|Meridian|Halden/);
    expect(await told(trade.maker, 'C1')).toEqual([]);
  });

  it('is said by the verdict until somebody has looked at the package and said what he found', async () => {
    const text = trade.barcode('C1');
    expect(await trade.scan(trade.pharmacy, text, 'DISPENSE')).toMatchObject({ verdict: 'CHECK_NEEDED', reasons: [{ code: 'SEEN_ELSEWHERE', actions: ['OPEN_NOTICES', 'QUARANTINE'] }] });
    const [notice] = await told(trade.pharmacy, 'C1');
    const settle = (who: Trader, outcome: string) => trade.ask(who, 'mutation ($id: ID!, $outcome: NoticeOutcome!) { settleNotice(id: $id, outcome: $outcome, note: "Seal whole.") { outcome note settledBy } }', { id: notice?.id, outcome });
    expect((await settle(trade.otherPharmacy, 'IN_ORDER')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await settle(trade.pharmacy, 'IN_ORDER')).data).toEqual({ settleNotice: { outcome: 'IN_ORDER', note: 'Seal whole.', settledBy: 'The pharmacist' } });
    expect((await settle(trade.pharmacy, 'DIFFERS')).errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect(codesOf(await trade.scan(trade.pharmacy, text, 'DISPENSE'))).toEqual([]);
    // The other has not looked yet.
    expect(codesOf(await trade.scan(trade.otherPharmacy, text))).toContain('SEEN_ELSEWHERE');
  });

  it('is told at once when it is seen after its dispensing', async () => {
    const text = await stocked(trade.pharmacy, 'C2');
    await trade.done(trade.pharmacy, 'dispense', { units: [text] });
    await later(30);
    await trade.scan(trade.otherPharmacy, text, 'DISPENSE');
    await round();
    expect(await told(trade.pharmacy, 'C2')).toMatchObject([{ rule: 'SEEN_AFTER_END', side: 'RECORDED_HERE' }]);
    expect(await told(trade.otherPharmacy, 'C2')).toMatchObject([{ rule: 'SEEN_AFTER_END', side: 'SEEN_HERE' }]);
  });

  it('is told at once when nobody could have brought it from one to the other in the time', async () => {
    const text = await stocked(trade.pharmacy, 'C3');
    await trade.scan(trade.pharmacy, text, 'RECEIVE');
    await later(1);
    await trade.scan(trade.otherPharmacy, text);
    await round();
    expect(await told(trade.pharmacy, 'C3')).toMatchObject([{ rule: 'IMPOSSIBLE_TRAVEL' }]);
    expect(codesOf(await trade.scan(trade.pharmacy, text))).toContain('IMPOSSIBLE_TRAVEL');
  });

  /** Does something as of some hours ago: a file, or a partner's node, brings data of what happened then. */
  const asOf = async (hoursAgo: number, act: () => Promise<unknown>) => {
    trade.now -= hoursAgo * HOUR_MS;
    await act();
    trade.now += hoursAgo * HOUR_MS;
  };
  const settled = async (who: Trader, serial: string) =>
    (await trade.get<{ notices: { items: { serial: string; outcome: string; settledBy: string | null }[] } }>(who, '{ notices(settled: true) { items { serial outcome settledBy } } }')).notices.items.filter((notice) => notice.serial === serial);

  it('is settled for both when data explain it that came later, and the verdict speaks of it no more', async () => {
    const text = await stocked(trade.pharmacy, 'L1');
    await later(2);
    await trade.scan(trade.otherPharmacy, text, 'RECEIVE');
    await later(74);
    await round();
    expect(await told(trade.pharmacy, 'L1')).toMatchObject([{ rule: 'SEEN_ELSEWHERE' }]);
    await asOf(75, () => trade.handOver(trade.pharmacy, trade.otherPharmacy, [text]));
    await later(1);
    await round();
    for (const who of [trade.pharmacy, trade.otherPharmacy]) {
      expect(await told(who, 'L1')).toEqual([]);
      expect(await settled(who, 'L1')).toMatchObject([{ outcome: 'EXPLAINED', settledBy: null }]);
    }
    expect(codesOf(await trade.scan(trade.otherPharmacy, text))).toEqual([]);
  });

  it('is not explained by what was done after both were told, and not told again meanwhile', async () => {
    const text = await stocked(trade.pharmacy, 'L2');
    await later(2);
    await trade.scan(trade.otherPharmacy, text, 'RECEIVE');
    await later(74);
    await round();
    await trade.handOver(trade.pharmacy, trade.otherPharmacy, [text]);
    await later(1);
    await round();
    for (const who of [trade.pharmacy, trade.otherPharmacy]) expect(await told(who, 'L2')).toMatchObject([{ rule: 'SEEN_ELSEWHERE' }]);

    // Two issuers, two holders at one time: that one of them dispenses his does not tell how there came to be two.
    const two = await stocked(trade.pharmacy, 'L5');
    await attest(trade, trade.otherPharmacy, { lot: 'A1', serials: ['L5'], seller: aGln(90), shipment: 'ab'.repeat(16) });
    await trade.scan(trade.pharmacy, two, 'RECEIVE');
    await later(6);
    await trade.scan(trade.otherPharmacy, two, 'RECEIVE');
    await round();
    expect(await told(trade.pharmacy, 'L5')).toMatchObject([{ rule: 'OVERLAPPING_CUSTODY' }]);
    await later(6);
    await trade.done(trade.pharmacy, 'dispense', { units: [two] });
    await later(1);
    await round();
    expect(await told(trade.pharmacy, 'L5')).toMatchObject([{ rule: 'OVERLAPPING_CUSTODY' }]);
  });

  it('keeps what a person found before the data came', async () => {
    const text = await stocked(trade.pharmacy, 'L3');
    await later(2);
    await trade.scan(trade.otherPharmacy, text, 'RECEIVE');
    await later(74);
    await round();
    const [notice] = await told(trade.pharmacy, 'L3');
    const settle = (outcome: string) => trade.ask(trade.pharmacy, 'mutation ($id: ID!, $outcome: NoticeOutcome!) { settleNotice(id: $id, outcome: $outcome) { outcome } }', { id: notice?.id, outcome });
    expect((await settle('EXPLAINED')).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    await settle('NOT_HERE');
    await asOf(75, () => trade.handOver(trade.pharmacy, trade.otherPharmacy, [text]));
    await later(1);
    await round();
    expect(await settled(trade.pharmacy, 'L3')).toMatchObject([{ outcome: 'NOT_HERE' }]);
    expect(await settled(trade.otherPharmacy, 'L3')).toMatchObject([{ outcome: 'EXPLAINED' }]);
  });

  it('is told no more when an end that it was seen after is taken back, and the package is where it was seen', async () => {
    const text = await stocked(trade.pharmacy, 'L4');
    await trade.done(trade.pharmacy, 'dispense', { units: [text] });
    await later(30);
    await trade.scan(trade.pharmacy, text, 'RECEIVE');
    await round();
    expect(await told(trade.pharmacy, 'L4')).toMatchObject([{ rule: 'SEEN_AFTER_END' }]);
    await trade.done(trade.pharmacy, 'undo', { units: [text], undoes: 'DISPENSE' });
    await later(1);
    await round();
    expect(await settled(trade.pharmacy, 'L4')).toMatchObject([{ outcome: 'EXPLAINED' }]);
  });

  it('is judged by where a site was when the package was seen there, not by where it has moved to', async () => {
    const text = await stocked(trade.pharmacy, 'C5');
    await trade.scan(trade.pharmacy, text, 'RECEIVE');
    await later(1);
    const [before] = await trade.test.app.get(Database).query<{ gln: string; name: string }>('select gln, name from record.site where organisation_id = $1', [trade.pharmacy.organisation.id]);
    const address = { street: '1 Pine St', city: 'Seattle', state: 'WA', postalCode: '98101', country: 'US' };
    await trade.test.app.get(Sites).update({ gln: before?.gln ?? '', name: before?.name ?? '', timeZone: 'America/Los_Angeles', latitude: 47.61, longitude: -122.33, address });
    await trade.scan(trade.otherPharmacy, text);
    await round();
    expect(await told(trade.pharmacy, 'C5')).toMatchObject([{ rule: 'IMPOSSIBLE_TRAVEL' }]);

    const since = await stocked(trade.pharmacy, 'C6');
    await trade.scan(trade.pharmacy, since, 'RECEIVE');
    await later(1);
    await trade.scan(trade.otherPharmacy, since);
    await round();
    expect(await told(trade.pharmacy, 'C6')).toEqual([]);
  });

  it('is no alarm where data were late, a partner looked something up, a regulator scanned, or an own scan was repeated', async () => {
    const [late, looked, overseen, twice] = [await stocked(trade.wholesaler, 'H1'), await stocked(trade.pharmacy, 'H2'), await stocked(trade.pharmacy, 'H3'), await stocked(trade.pharmacy, 'H4')];
    await trade.scan(trade.otherPharmacy, late, 'RECEIVE');
    await trade.scan(trade.maker, looked);
    await trade.scan(trade.regulator, overseen);
    for (let i = 0; i < 3; i += 1) await trade.scan(trade.pharmacy, twice, 'DISPENSE');
    await trade.done(trade.pharmacy, 'dispense', { units: [twice] });
    await trade.scan(trade.pharmacy, twice, 'DISPENSE');
    await later(48);
    await trade.handOver(trade.wholesaler, trade.otherPharmacy, [late]);
    await later(60);
    await round();
    for (const serial of ['H1', 'H2', 'H3', 'H4']) for (const who of [trade.maker, trade.wholesaler, trade.pharmacy, trade.otherPharmacy]) expect(await told(who, serial), serial).toEqual([]);
  });
});
