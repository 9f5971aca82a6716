/** A calendar day, YYYY-MM-DD. */
export type Day = string;

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock in a zone shows: the day, and the milliseconds since its midnight. */
export function wallClock(at: Date, timeZone: string): { day: Day; timeMs: number } {
  const shown = at.getTime() + offsetMs(at.getTime(), timeZone);
  const timeMs = ((shown % DAY_MS) + DAY_MS) % DAY_MS;
  return { day: dayOf(shown - timeMs), timeMs };
}

/**
 * The instant at which a wall clock in a zone shows this. A reading that the clock leaves out in spring is taken as much later; of one that it
 * shows twice in autumn, the first is meant.
 */
export function instantOf(day: Day, timeMs: number, timeZone: string): Date {
  const shown = Date.parse(day) + timeMs;
  // The offset on either side of any change that might be near.
  const [before, after] = [offsetMs(shown - DAY_MS, timeZone), offsetMs(shown + DAY_MS, timeZone)];
  const first = shown - before;
  return new Date(offsetMs(first, timeZone) === before || offsetMs(shown - after, timeZone) !== after ? first : shown - after);
}

/** So many days later. */
export const addDays = (day: Day, days: number): Day => dayOf(Date.parse(day) + days * DAY_MS);

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(day).getUTCDay();

const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** How far a zone's clock is ahead of UTC at an instant. */
function offsetMs(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    formats.set(timeZone, format);
  }
  const { day = 1, hour = 0, minute = 0, month = 1, second = 0, year = 1970 } = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minute, second) - (at - (((at % 1_000) + 1_000) % 1_000));
}
