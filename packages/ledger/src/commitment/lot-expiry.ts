const HOUR_MS = 3_600_000;

/** The end of a date (YYYY-MM-DD) at UTC-12, the last place on earth where it is still that day, in milliseconds. */
export function endOfLastDay(date: string): number {
  const start = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(start)) throw new Error(`${date} is no date`);
  return start + 36 * HOUR_MS;
}
