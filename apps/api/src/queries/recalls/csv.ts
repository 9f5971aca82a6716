/**
 * One line of a CSV file (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it: what a trading
 * partner is called must not run on the desk of who opens the list.
 */
export const csvLine = (cells: readonly (string | number | boolean)[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
