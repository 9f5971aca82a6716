import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';

/** A date as a symbol gives it: six digits, perhaps without a day. */
export interface Gs1Date {
  readonly raw: string;
  readonly year: number;
  readonly month: number;
  /** null when the symbol leaves the day open (00). */
  readonly day: number | null;
  readonly dayUnspecified: boolean;
  /** The last day that the date covers, YYYY-MM-DD: the day itself, or the end of the month. Expired is what is after it. */
  readonly lastDay: string;
}

/**
 * With this year as reference every YY is 20YY. A serialised package's dates are: nothing serialised expired before 2000.
 * Give the true year for goods for which that is not so.
 */
export const REFERENCE_YEAR_2000S = 2049;

/**
 * Reads YYMMDD. The century is the one that brings the year nearest to `referenceYear` (GenSpecs 7.12: 51 to 99 years ahead is the
 * century before, 50 or more years back is the next). Day 00 is the last day of the month (GenSpecs 3.4.2). Refuses days that do not exist.
 */
export function resolveDate(raw: string, referenceYear: number = REFERENCE_YEAR_2000S): Result<Gs1Date> {
  if (!/^[0-9]{6}$/.test(raw)) return fail(issue('AI_TOO_SHORT', { value: raw, ai: 'date' }));
  const short = Number(raw.slice(0, 2));
  const century = Math.floor(referenceYear / 100) * 100;
  const ahead = short - (referenceYear % 100);
  const year = century + short + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0);
  const month = Number(raw.slice(2, 4));
  const day = Number(raw.slice(4, 6));
  if (month < 1 || month > 12) return fail(issue('DATE_MONTH', { value: raw, ai: 'date' }));
  const days = daysInMonth(year, month);
  if (day > days) return fail(issue('DATE_DAY', { value: raw, ai: 'date' }));
  const lastDay = `${String(year).padStart(4, '0')}-${raw.slice(2, 4)}-${String(day || days).padStart(2, '0')}`;
  return ok({ raw, year, month, day: day || null, dayUnspecified: day === 0, lastDay });
}

/** The six digits of a full date YYYY-MM-DD, as (17) writes it; undefined when it is no date. */
export function dateDigits(isoDate: string): string | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(isoDate);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const exists = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month));
  return exists ? year.slice(2) + month + day : undefined;
}

/** The days of a month, in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
