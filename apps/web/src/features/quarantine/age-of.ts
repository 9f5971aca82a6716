/** Whole days that something has been held. Pure. */
export const daysSince = (since: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(since)) / 86_400_000));
