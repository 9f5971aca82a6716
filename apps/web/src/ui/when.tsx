import { Tooltip } from '@mantine/core';

/** An instant on the reader's own clock; the tooltip gives it in UTC. */
export function When({ at, seconds = false }: { at: string; seconds?: boolean }) {
  return (
    <Tooltip label={new Date(at).toISOString()}>
      <time dateTime={at}>{formatInstant(at, seconds)}</time>
    </Tooltip>
  );
}

export function formatInstant(at: string, seconds = false): string {
  const moment = new Date(at);
  const time = [moment.getHours(), moment.getMinutes(), ...(seconds ? [moment.getSeconds()] : [])].map(twoDigits).join(':');
  return `${dayOf(moment.getFullYear(), moment.getMonth(), moment.getDate())}, ${time}`;
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

// Written here, not by the browser's locale: each writes dates in its own way, and a label is compared letter by letter.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayOf(year: number, month: number, day: number): string {
  return `${twoDigits(day)} ${MONTHS[month] ?? '?'} ${year}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
