import { daysInMonth } from '../ai/date.ts';

/** Whether a text is a date and time with its zone, as EPCIS asks for (xs:dateTimeStamp). */
export function isTime(text: string): text is string {
  const match = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:Z|([+-][0-9]{2}:[0-9]{2}))$/.exec(text);
  if (match === null) return false;
  const [, date = '', hour, minute, second, offset = '+00:00'] = match;
  return isDate(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && isOffset(offset);
}

/** Whether a text is a date YYYY-MM-DD that exists. */
export function isDate(text: string): boolean {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Whether a text is the offset of a time zone. */
export function isOffset(text: string): text is string {
  return /^[+-](?:0[0-9]|1[0-3]):[0-5][0-9]$|^[+-]14:00$/.test(text);
}

/** An instant in UTC with milliseconds, rounded half up; the text itself where it is no instant. */
export function utcMilliseconds(time: string): string {
  const match = /^(.{19})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})$/.exec(time);
  if (match === null || !isTime(time)) return time;
  const [, seconds = '', fraction = '', zone = ''] = match;
  const digits = fraction.padEnd(4, '0');
  const milliseconds = Number(digits.slice(0, 3)) + (Number(digits.charAt(3)) >= 5 ? 1 : 0);
  return new Date(Date.parse(seconds + zone) + milliseconds).toISOString();
}
