import { isCset82 } from '../ai/charsets.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseGtin, type Gtin } from './gtin.ts';

declare const brand: unique symbol;
/** A serial number: 1 to 20 characters of GS1 character set 82, kept as they are (007 is not 7). */
export type Serial = string & { readonly [brand]: 'Serial' };

/** One package, or one case that has a GTIN: its GTIN and its serial. */
export interface Sgtin {
  readonly gtin: Gtin;
  readonly serial: Serial;
}

/** Reads a package identifier of its two parts. */
export function parseSgtin(parts: { gtin: string; serial: string }): Result<Sgtin> {
  const gtin = parseGtin(parts.gtin);
  if (!gtin.ok) return gtin;
  const serial = parseSerial(parts.serial);
  return serial.ok ? ok({ gtin: gtin.value, serial: serial.value }) : serial;
}

/** Reads a serial; refuses one that is empty, over 20 characters, or outside character set 82. */
export function parseSerial(text: string): Result<Serial> {
  if (text.length < 1 || text.length > 20)
    return fail(issue('KEY_LENGTH', { value: text, params: { key: 'serial', length: text.length } }));
  if (!isCset82(text)) return fail(issue('KEY_CHARSET', { value: text, params: { key: 'serial' } }));
  return ok(text as Serial);
}

/** The canonical Digital Link of a package: the one key under which it is kept, whatever spelling it came in. */
export function formatSgtin({ gtin, serial }: Sgtin): string {
  return `https://id.gs1.org/01/${gtin}/21/${encodeURIComponent(serial)}`;
}
