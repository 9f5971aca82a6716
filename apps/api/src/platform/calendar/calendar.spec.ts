import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBusinessDays, isBusinessDay } from './business-days.ts';
import { federalHoliday } from './federal-holidays.ts';
import { addDays, instantOf, wallClock } from './zoned-time.ts';

const CHICAGO = 'America/Chicago';
const ZONES = ['America/New_York', CHICAGO, 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'Pacific/Honolulu', 'Europe/Madrid', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-12-31') }).map((ms) => new Date(ms));
const daysOf = (year: number): string[] => Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n)).filter((day) => day.startsWith(String(year)));
const holidaysOf = (year: number): string[] => daysOf(year).filter((day) => federalHoliday(day) !== null);

describe('federal holidays', () => {
  // As the Office of Personnel Management publishes the days on which they are kept.
  it.each([
    [2020, ['01-01', '01-20', '02-17', '05-25', '07-03', '09-07', '10-12', '11-11', '11-26', '12-25']],
    [2021, ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24', '12-31']],
    [2022, ['01-17', '02-21', '05-30', '06-20', '07-04', '09-05', '10-10', '11-11', '11-24', '12-26']],
    [2023, ['01-02', '01-16', '02-20', '05-29', '06-19', '07-04', '09-04', '10-09', '11-10', '11-23', '12-25']],
    [2024, ['01-01', '01-15', '02-19', '05-27', '06-19', '07-04', '09-02', '10-14', '11-11', '11-28', '12-25']],
    [2026, ['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '10-12', '11-11', '11-26', '12-25']],
    [2027, ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24', '12-31']],
  ])('of %i are kept on these days and no others', (year, days) => {
    expect(holidaysOf(year)).toEqual(days.map((day) => `${year}-${day}`));
  });

  it('are called by their names', () => {
    expect([federalHoliday('2026-11-26'), federalHoliday('2027-12-31'), federalHoliday('2026-11-27')]).toEqual(['Thanksgiving Day', "New Year's Day", null]);
  });
});

describe('wall clocks', () => {
  it('are read and set to the same instant, in every zone', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const { day, timeMs } = wallClock(at, timeZone);
        // A reading that is shown twice is taken as the first of the two.
        const again = instantOf(day, timeMs, timeZone);
        expect(wallClock(again, timeZone)).toEqual({ day, timeMs });
        expect([0, 1_800_000, 3_600_000]).toContain(at.getTime() - again.getTime());
      }),
    );
  });

  it('pass over an hour in spring and repeat one in autumn', () => {
    const half = 2.5 * 3_600_000;
    expect(instantOf('2026-03-08', half, CHICAGO).toISOString()).toBe('2026-03-08T08:30:00.000Z');
    expect(instantOf('2026-11-01', half - 3_600_000, CHICAGO).toISOString()).toBe('2026-11-01T06:30:00.000Z');
  });
});

describe('business days', () => {
  const after = (from: string, days: number, timeZone = CHICAGO) => afterBusinessDays(new Date(from), days, timeZone).toISOString();

  it.each([
    ['within a week', '2026-11-17T15:00:00Z', 1, '2026-11-18T15:00:00.000Z'],
    ['over a weekend', '2026-11-20T15:00:00Z', 1, '2026-11-23T15:00:00.000Z'],
    ['from a Saturday, which is none', '2026-11-21T15:00:00Z', 1, '2026-11-24T06:00:00.000Z'],
    ['from a Sunday of a week with Thanksgiving', '2026-11-22T12:00:00Z', 3, '2026-11-26T06:00:00.000Z'],
    ['over Thanksgiving and a weekend', '2026-11-25T15:00:00Z', 2, '2026-11-30T15:00:00.000Z'],
    ['from a holiday', '2026-11-26T15:00:00Z', 1, '2026-11-28T06:00:00.000Z'],
    ['over new year, its holiday kept in the old one', '2027-12-30T15:00:00Z', 1, '2028-01-03T15:00:00.000Z'],
    ['over Christmas kept on the Friday before', '2027-12-23T15:00:00Z', 2, '2027-12-28T15:00:00.000Z'],
    ['over the change to summer time: the same hour of the wall clock', '2026-03-06T15:00:00Z', 1, '2026-03-09T14:00:00.000Z'],
    ['over the change to winter time', '2026-10-30T15:00:00Z', 1, '2026-11-02T16:00:00.000Z'],
  ])('%s', (_, from, days, due) => {
    expect(after(from, days)).toBe(due);
  });

  it('are those of the place: late on a Friday in Honolulu it is Saturday in New York', () => {
    expect(after('2026-11-21T05:00:00Z', 1, 'Pacific/Honolulu')).toBe('2026-11-24T05:00:00.000Z');
    expect(after('2026-11-21T05:00:00Z', 1, 'America/New_York')).toBe('2026-11-24T05:00:00.000Z');
    expect(after('2026-11-21T04:59:00Z', 1, 'America/New_York')).toBe('2026-11-24T04:59:00.000Z');
  });

  it('end as many business days later as were given, whenever and wherever they begin', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 12 }), zone, (from, days, timeZone) => {
        const due = afterBusinessDays(from, days, timeZone);
        const [began, ended] = [wallClock(from, timeZone), wallClock(due, timeZone)];
        let passed = 0;
        for (let day = began.day; day < ended.day; day = addDays(day, 1)) if (isBusinessDay(day)) passed += 1;
        // Begun on no business day, the last one has passed when its midnight strikes.
        expect(passed).toBe(days);
        expect(isBusinessDay(ended.day) || !isBusinessDay(began.day)).toBe(true);
        expect(ended.timeMs).toBe(isBusinessDay(began.day) ? began.timeMs : 0);
      }),
    );
  });

  it('never end earlier for what began later', () => {
    fc.assert(
      fc.property(instant, fc.nat(10 * 86_400_000), fc.integer({ min: 1, max: 5 }), zone, (from, later, days, timeZone) => {
        const [first, second] = [from, new Date(from.getTime() + later)].map((each) => afterBusinessDays(each, days, timeZone).getTime());
        expect(second).toBeGreaterThanOrEqual((first ?? 0) - 3_600_000);
      }),
    );
  });
});
