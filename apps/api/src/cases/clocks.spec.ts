import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { CLOCKS, type ClockName, dueOf, informationClock } from './clocks.ts';

const CHICAGO = 'America/Chicago';
const due = (clock: ClockName, from: string, zone = CHICAGO) => dueOf(clock, new Date(from), zone).toISOString();

describe('clocks', () => {
  it('of 24 hours run through weekends, holidays and changes of the wall clock', () => {
    for (const clock of ['NOTIFY', 'VERIFICATION'] as const) {
      expect(due(clock, '2026-11-20T23:00:00Z')).toBe('2026-11-21T23:00:00.000Z');
      expect(due(clock, '2026-11-25T23:00:00Z')).toBe('2026-11-26T23:00:00.000Z');
      expect(due(clock, '2026-03-07T23:00:00Z')).toBe('2026-03-08T23:00:00.000Z');
    }
  });

  it.each([
    ['on a Tuesday: the next day', '2026-11-17T15:00:00Z', '2026-11-18T15:00:00.000Z'],
    ['on a Friday: 48 hours come before Monday', '2026-11-20T15:00:00Z', '2026-11-22T15:00:00.000Z'],
    ['on a Saturday: 48 hours come before the end of Monday', '2026-11-21T15:00:00Z', '2026-11-23T15:00:00.000Z'],
    ['on a Sunday: the end of Monday comes first', '2026-11-22T15:00:00Z', '2026-11-24T06:00:00.000Z'],
    ['before Thanksgiving: 48 hours, which is the Friday', '2026-11-25T15:00:00Z', '2026-11-27T15:00:00.000Z'],
  ])('of an authority’s request that comes %s', (_, from, at) => {
    expect(due('INFORMATION', from)).toBe(at);
  });

  it('never give a manufacturer, repackager or wholesaler more than 48 hours, nor any clock none', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2036-01-01') }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(instant, fc.constantFrom(CHICAGO, 'Pacific/Honolulu', 'UTC'), (from, zone) => {
        expect(dueOf('INFORMATION', from, zone).getTime() - from.getTime()).toBeLessThanOrEqual(48 * 3_600_000);
        for (const clock of Object.keys(CLOCKS) as ClockName[]) expect(dueOf(clock, from, zone).getTime()).toBeGreaterThan(from.getTime());
      }),
    );
  });

  it('give a dispenser two business days, and a partner three', () => {
    expect(due('INFORMATION_DISPENSER', '2026-11-25T15:00:00Z')).toBe('2026-11-30T15:00:00.000Z');
    expect(due('EXCEPTION', '2026-11-25T15:00:00Z')).toBe('2026-12-01T15:00:00.000Z');
  });

  it('are the longer ones only for who does nothing but dispense', () => {
    expect(informationClock([TradingPartnerKind.DISPENSER])).toBe('INFORMATION_DISPENSER');
    expect(informationClock([TradingPartnerKind.DISPENSER, TradingPartnerKind.WHOLESALE_DISTRIBUTOR])).toBe('INFORMATION');
    expect(informationClock([TradingPartnerKind.MANUFACTURER])).toBe('INFORMATION');
  });
});
