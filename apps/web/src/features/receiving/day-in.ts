/** The calendar day of an instant on the clock of a zone (null: the browser's), as YYYY-MM-DD. */
export const dayIn = (at: number, zone: string | null): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...(zone ? { timeZone: zone } : {}) }).format(at);
