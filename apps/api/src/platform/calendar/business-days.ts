import { federalHoliday } from './federal-holidays.ts';
import { addDays, type Day, instantOf, wallClock, weekday } from './zoned-time.ts';

/** Monday to Friday, but for the days on which a federal holiday is kept. */
export const isBusinessDay = (day: Day): boolean => ![0, 6].includes(weekday(day)) && federalHoliday(day) === null;

/**
 * When so many business days have passed, by the calendar of the place: at the same time of day as it began. What begins on a day that is none
 * has until the end of the last of them.
 */
export function afterBusinessDays(from: Date, days: number, timeZone: string): Date {
  const { day: began, timeMs } = wallClock(from, timeZone);
  let day = began;
  for (let left = days; left > 0; left -= 1) day = nextBusinessDay(day);
  return isBusinessDay(began) ? instantOf(day, timeMs, timeZone) : instantOf(addDays(day, 1), 0, timeZone);
}

function nextBusinessDay(after: Day): Day {
  let day = addDays(after, 1);
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}
