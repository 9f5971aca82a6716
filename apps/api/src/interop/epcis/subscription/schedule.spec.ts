import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextTime, readSchedule } from './schedule.ts';

const at = (text: string): Date => new Date(text);

describe('a schedule', () => {
  it.each([
    [{ hour: '1', minute: '5' }, '2026-11-26T00:00:00Z', '2026-11-26T01:05:00.000Z'],
    [{ hour: '1', minute: '5' }, '2026-11-26T01:05:00Z', '2026-11-27T01:05:00.000Z'],
    [{ second: '0/30' }, '2026-11-26T01:05:10Z', '2026-11-26T01:05:30.000Z'],
    [{ minute: '[10-12],40' }, '2026-11-26T01:12:00Z', '2026-11-26T01:40:00.000Z'],
    [{ dayOfWeek: '7', hour: '3', minute: '0' }, '2026-11-26T00:00:00Z', '2026-11-29T03:00:00.000Z'],
    [{ dayOfMonth: '29', month: '2', hour: '0', minute: '0' }, '2026-11-26T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%j after %s is at %s', (schedule, after, expected) => {
    expect(nextTime(readSchedule(schedule, at(after)), at(after))?.toISOString()).toBe(expected);
  });

  it('is the first such instant, found as by trying every second', () => {
    const field = (least: number, most: number) => fc.option(fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 }), { nil: undefined });
    fc.assert(
      fc.property(field(0, 59), field(0, 59), fc.integer({ min: 0, max: 86_399 }), (second, minute, start) => {
        const after = new Date(Date.UTC(2026, 10, 26) + start * 1_000);
        const schedule = { ...(second ? { second: second.join(',') } : {}), ...(minute ? { minute: minute.join(',') } : {}) };
        const [seconds, minutes] = [second ?? [0], minute];
        let tried = after.getTime() + 1_000;
        const fits = (date: Date): boolean => seconds.includes(date.getUTCSeconds()) && (minutes === undefined || minutes.includes(date.getUTCMinutes()));
        while (!fits(new Date(tried))) tried += 1_000;
        expect(nextTime(schedule, after)).toEqual(new Date(tried));
      }),
    );
  });

  it.each([[{}], [{ minute: '60' }], [{ hour: '[5-2]' }], [{ week: '1' }], [{ minute: 'x' }], [{ dayOfMonth: '31', month: '2' }], [null], [[]], [{ second: '1/0' }]])('refuses %j', (schedule) => {
    expect(() => readSchedule(schedule, at('2026-11-26T00:00:00Z'))).toThrow('schedule');
  });
});
