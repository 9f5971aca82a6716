/** Whole hours and minutes between an instant and its limit, and whether the limit has passed. */
export function timeLeft(dueAt: string, now: number): { over: boolean; hours: number; minutes: number } {
  const left = Date.parse(dueAt) - now;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  return { over: left < 0, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
