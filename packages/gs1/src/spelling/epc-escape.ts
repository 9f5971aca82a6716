/**
 * A value as an EPC URN writes it: the characters that a URN may not hold become escapes with capital digits (EPC TDS 6.3). The hash
 * occurs in component and part numbers alone.
 */
export function escapeEpc(value: string): string {
  return value.replace(/["#%&/<>?]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The value of a part of an EPC URN; undefined when it holds a character raw that must be escaped, or another escape than those. */
export function unescapeEpc(part: string): string | undefined {
  if (!/^(?:[^"#%&/<>?]|%(?:22|23|25|26|2[Ff]|3[CcEeFf]))*$/.test(part)) return undefined;
  return part.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
