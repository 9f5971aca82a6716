import { Problem } from '../problem.ts';

/** When a query is to be run (EPCIS 2.0 8.2.5.3): each field a list of numbers, ranges `[a-b]` and steps `a/b`; one that is absent says nothing, but for `second`, which is then 0. In UTC. */
export type Schedule = Readonly<Partial<Record<Field, string>>>;

type Field = 'second' | 'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek';
const RANGES: Readonly<Record<Field, readonly [least: number, most: number]>> = { second: [0, 59], minute: [0, 59], hour: [0, 23], dayOfMonth: [1, 31], month: [1, 12], dayOfWeek: [1, 7] };
const DAY_MS = 86_400_000;
/** A 29th of February is at most eight years away. */
const DAYS_MAX = 366 * 8 + 2;

/** Reads a schedule. Refuses (SubscriptionControlsException) what no field has, and what never comes. */
export function readSchedule(value: unknown, now: Date): Schedule {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) throw refused('schedule: it must be an object with at least one of second, minute, hour, dayOfMonth, month, dayOfWeek.');
  const schedule: Partial<Record<Field, string>> = {};
  for (const [name, text] of Object.entries(value)) {
    if (!Object.hasOwn(RANGES, name)) throw refused(`schedule.${name}: a schedule has no such field.`);
    const spelled = typeof text === 'number' ? String(text) : text;
    if (typeof spelled !== 'string' || spelled.length > 200) throw refused(`schedule.${name}: it must be a text.`);
    numbersOf(name as Field, spelled);
    schedule[name as Field] = spelled;
  }
  if (nextTime(schedule, now) === null) throw refused('schedule: that never comes.');
  return schedule;
}

/** The first instant after one that a schedule names; null when there is none. */
export function nextTime(schedule: Schedule, after: Date): Date | null {
  const all = (field: Field): number[] => (schedule[field] === undefined ? (field === 'second' ? [0] : between(...RANGES[field])) : numbersOf(field, schedule[field]));
  const [seconds, minutes, hours] = [all('second'), all('minute'), all('hour')];
  const [days, months, weekdays] = [new Set(all('dayOfMonth')), new Set(all('month')), new Set(all('dayOfWeek'))];
  const midnight = Math.floor(after.getTime() / DAY_MS) * DAY_MS;
  for (let day = 0; day < DAYS_MAX; day += 1) {
    const date = new Date(midnight + day * DAY_MS);
    if (!months.has(date.getUTCMonth() + 1) || !days.has(date.getUTCDate()) || !weekdays.has(date.getUTCDay() || 7)) continue;
    for (const hour of hours)
      for (const minute of minutes) {
        const at = date.getTime() + (hour * 60 + minute) * 60_000;
        if (at + 60_000 <= after.getTime()) continue;
        const second = seconds.find((one) => at + one * 1_000 > after.getTime());
        if (second !== undefined) return new Date(at + second * 1_000);
      }
  }
  return null;
}

function numbersOf(field: Field, text: string): number[] {
  const [least, most] = RANGES[field];
  const found = text.split(',').flatMap((part) => {
    const [, one, from, to, start, step] = /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\]|(\d{1,2})\/(\d{1,2}))$/.exec(part.trim()) ?? [];
    if (one !== undefined) return [Number(one)];
    if (from !== undefined && to !== undefined && Number(from) <= Number(to)) return between(Number(from), Number(to));
    if (start !== undefined && Number(step) > 0) return between(Number(start), most).filter((number) => (number - Number(start)) % Number(step) === 0);
    throw refused(`schedule.${field}: ${part} is no number, no range [a-b] and no step a/b.`);
  });
  if (found.some((number) => number < least || number > most)) throw refused(`schedule.${field}: ${text} is not within ${least} to ${most}.`);
  return [...new Set(found)].sort((a, b) => a - b);
}

const between = (least: number, most: number): number[] => Array.from({ length: most - least + 1 }, (_, i) => least + i);
const refused = (why: string): Problem => new Problem('SubscriptionControlsException', why);
