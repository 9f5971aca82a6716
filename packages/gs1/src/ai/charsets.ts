/** Whether every character is of GS1 AI encodable character set 82 (GenSpecs 7.11-1). The empty text is. */
export function isCset82(text: string): boolean {
  return isOf(text, CSET82);
}

/** Whether every character is of GS1 AI encodable character set 39 (GenSpecs 7.11-2): component and part numbers. */
export function isCset39(text: string): boolean {
  return isOf(text, CSET39);
}

/** Whether the text is of the URI-safe base 64 alphabet, with padding at its end alone (GenSpecs 7.11-3). */
export function isCset64(text: string): boolean {
  return /^[A-Za-z0-9\-_]*={0,2}$/.test(text);
}

/** Whether every character is a digit. The empty text is. */
export function isNumeric(text: string): boolean {
  return isOf(text, DIGITS);
}

/** The digit at a place of a text; -1 when there is another character or none. */
export function digitAt(text: string, index: number): number {
  const digit = text.charCodeAt(index) - 48;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

const [DIGITS, CSET39, CSET82] = [1, 2, 4];

// One bit a set, by character code: every scanned character is asked for, and a loop over a table is several times a regular expression.
const SETS: Uint8Array = /* @__PURE__ */ (() => {
  const sets = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code);
    sets[code] =
      (/[0-9]/.test(character) ? DIGITS : 0) |
      (/[#\-/0-9A-Z]/.test(character) ? CSET39 : 0) |
      (/[!-"%-?A-Z_a-z]/.test(character) ? CSET82 : 0);
  }
  return sets;
})();

function isOf(text: string, set: number): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127 || ((SETS[code] ?? 0) & set) === 0) return false;
  }
  return true;
}
