import { addDays, type Day, weekday } from './zoned-time.ts';

const [SUNDAY, MONDAY, THURSDAY, SATURDAY] = [0, 1, 4, 6];

/** The legal public holidays of the United States (5 U.S.C. 6103(a)) as rules, in the order of the year. Juneteenth is one since 2021. */
const RULES: readonly { readonly name: string; readonly since?: number; on(year: number): Day }[] = [
  { name: "New Year's Day", on: fixed(1, 1) },
  { name: 'Birthday of Martin Luther King, Jr.', on: nth(3, MONDAY, 1) },
  { name: "Washington's Birthday", on: nth(3, MONDAY, 2) },
  // The last Monday of May is a week before the first one of June.
  { name: 'Memorial Day', on: (year) => addDays(nth(1, MONDAY, 6)(year), -7) },
  { name: 'Juneteenth National Independence Day', since: 2021, on: fixed(6, 19) },
  { name: 'Independence Day', on: fixed(7, 4) },
  { name: 'Labor Day', on: nth(1, MONDAY, 9) },
  { name: 'Columbus Day', on: nth(2, MONDAY, 10) },
  { name: 'Veterans Day', on: fixed(11, 11) },
  { name: 'Thanksgiving Day', on: nth(4, THURSDAY, 11) },
  { name: 'Christmas Day', on: fixed(12, 25) },
];

/** The holiday that is kept on a day: one on a Saturday is kept on the Friday before, one on a Sunday on the Monday after (5 U.S.C. 6103(b), Executive Order 11582). */
export function federalHoliday(day: Day): string | null {
  const year = Number(day.slice(0, 4));
  // New Year's Day of the next year may be kept on the last day of this one.
  for (const of of [year, year + 1]) {
    const found = RULES.find(({ on, since = 0 }) => of >= since && keptOn(on(of)) === day);
    if (found) return found.name;
  }
  return null;
}

function keptOn(day: Day): Day {
  if (weekday(day) === SATURDAY) return addDays(day, -1);
  return weekday(day) === SUNDAY ? addDays(day, 1) : day;
}

function fixed(month: number, date: number): (year: number) => Day {
  return (year) => `${year}-${two(month)}-${two(date)}`;
}

/** The n-th such weekday of a month. */
function nth(n: number, wanted: number, month: number): (year: number) => Day {
  return (year) => {
    const first = `${year}-${two(month)}-01`;
    return addDays(first, ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7);
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
