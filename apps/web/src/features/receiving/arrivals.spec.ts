import { describe, expect, it } from 'vitest';
import { productsOf, sortArrivals } from './arrivals';
import type { ArrivalLine } from './dock-query';

const line = (id: string, shippedAt: string, toGln = 'here'): ArrivalLine => ({ id, shippedAt, toGln, from: 'F', stated: false, dataArrived: true, open: 1, packageCount: 1, purchaseOrder: null, despatchAdvice: null, units: [] });
const zone = 'America/Chicago';
/** Monday, 08:00 in Chicago. */
const now = Date.parse('2026-11-23T14:00:00Z');
const ids = (lines: ArrivalLine[], at = now) => {
  const sorted = sortArrivals(lines, { now: at, zone, otherSites: ['branch'] });
  return [sorted.today, sorted.earlier, sorted.elsewhere].map((part) => part.map(({ id }) => id));
};

describe('Monday morning', () => {
  it('begins with what was sent today and the day before, the newest first', () => {
    expect(ids([line('sunday', '2026-11-22T15:00:00Z'), line('friday', '2026-11-20T15:00:00Z'), line('monday', '2026-11-23T10:00:00Z')])).toEqual([['monday', 'sunday'], ['friday'], []]);
  });
  it('goes by the days of the premises, not by those of Greenwich', () => {
    // 23:30 on Saturday in Chicago, though Sunday in Greenwich.
    expect(ids([line('saturday', '2026-11-22T05:30:00Z')])).toEqual([[], ['saturday'], []]);
    expect(ids([line('sunday', '2026-11-22T06:30:00Z')])).toEqual([['sunday'], [], []]);
  });
  it('keeps apart what goes to another site of ours', () => {
    expect(ids([line('branch', '2026-11-23T10:00:00Z', 'branch'), line('here', '2026-11-23T09:00:00Z')])).toEqual([['here'], [], ['branch']]);
  });
});

it('names each product of a delivery once', () => {
  const lots = (...products: (string | null)[]) => ({ epc: '', recalled: false, expired: false, lots: products.map((product) => ({ product })) });
  expect(productsOf({ ...line('a', '2026-11-23T10:00:00Z'), units: [lots('B', 'A'), lots('B', null)] })).toEqual(['A', 'B']);
});
