/** Whether every character is of GS1 AI encodable character set 82 (GenSpecs 7.11-1). The empty text is. */
export function isCset82(text: string): boolean {
  return /^[!-"%-?A-Z_a-z]*$/.test(text);
}

/** Whether every character is of GS1 AI encodable character set 39 (GenSpecs 7.11-2): component and part numbers. */
export function isCset39(text: string): boolean {
  return /^[#\-/0-9A-Z]*$/.test(text);
}

/** Whether the text is of the URI-safe base 64 alphabet, with padding at its end alone (GenSpecs 7.11-3). */
export function isCset64(text: string): boolean {
  return /^[A-Za-z0-9\-_]*={0,2}$/.test(text);
}
