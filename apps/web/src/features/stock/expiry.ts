export type Expiry = 'expired' | 'soon' | 'fine';
const SOON_DAYS = 90;

/** Whether a day of expiry is past: a package is good to the end of that day, by the calendar of the reader. */
export function expiryOf(day: string, now: Date): Expiry {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number);
  const endOfDay = new Date(year, month - 1, date + 1);
  if (now >= endOfDay) return 'expired';
  return endOfDay.getTime() - now.getTime() <= SOON_DAYS * 86_400_000 ? 'soon' : 'fine';
}
