import { Tooltip } from '@mantine/core';
import { useWords, wordsOf } from '../words';
import { useZone } from './zone';

/** An instant on the clock of the premises; the tooltip names that clock's offset and gives the instant in UTC. */
export function When({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const zone = useZone();
  useWords('ui');
  return (
    <Tooltip label={`${formatInstant(at, zone, true)} (${offsetOf(at, zone)}), ${new Date(at).toISOString()}`}>
      <time dateTime={at}>{formatInstant(at, zone, seconds)}</time>
    </Tooltip>
  );
}

/** `12 Mar 2026, 14:05` in a zone (IANA name; null: the browser's). */
export function formatInstant(at: string, zone: string | null, seconds = false): string {
  const part = partsOf(new Date(at), zone);
  const time = [part['hour'], part['minute'], ...(seconds ? [part['second']] : [])].join(':');
  return `${dayOf(Number(part['year']), Number(part['month']) - 1, Number(part['day']))}, ${time}`;
}

/** The calendar day of an instant on the clock of a zone (null: the browser's), as YYYY-MM-DD. */
export function dayIn(at: number, zone: string | null): string {
  const { year, month, day } = partsOf(new Date(at), zone);
  return [year, month, day].join('-');
}

/** `UTC-05:00`: how far a zone's clock is from UTC at an instant. */
export function offsetOf(at: string, zone: string | null): string {
  const name = clockOf(zone).formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
}

const partsOf = (at: Date, zone: string | null): Partial<Record<Intl.DateTimeFormatPartTypes, string>> =>
  Object.fromEntries(clockOf(zone).formatToParts(at).map(({ type, value }) => [type, value]));

const CLOCKS = new Map<string | null, Intl.DateTimeFormat>();

function clockOf(zone: string | null): Intl.DateTimeFormat {
  const known = CLOCKS.get(zone);
  if (known) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
    ...(zone ? { timeZone: zone } : {}),
  });
  CLOCKS.set(zone, made);
  return made;
}

/** A calendar day (expiry): no clock, no zone, and the month in letters, so that nobody takes 03/04 for April. */
export function formatDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  if (!match) return day;
  return dayOf(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
}

/** An instant on the clock of the place it happened at, with that clock's offset: `12 Mar 2026, 14:05 (UTC-05:00)`. */
export function formatLocal(at: string, offset: string | null): string {
  const zone = /^([+-])(\d{2}):(\d{2})$/.exec(offset ?? '');
  if (!zone) return `${clock(new Date(at))} (UTC)`;
  const minutes = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  return `${clock(new Date(new Date(at).getTime() + minutes * 60_000))} (UTC${offset})`;
}

function clock(shifted: Date): string {
  const time = [shifted.getUTCHours(), shifted.getUTCMinutes()].map(twoDigits).join(':');
  return `${dayOf(shifted.getUTCFullYear(), shifted.getUTCMonth(), shifted.getUTCDate())}, ${time}`;
}

// The names are ours, not those of the browser's locale: each writes dates in its own way, and a label is compared letter by letter.
function dayOf(year: number, month: number, day: number): string {
  return `${twoDigits(day)} ${wordsOf('ui')('months').split(' ')[month] ?? '?'} ${year}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
