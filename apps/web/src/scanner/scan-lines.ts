/** Splits what was pasted or read from a file into one barcode a line; blank lines and repeats are dropped, the order is kept. */
export function scanLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
