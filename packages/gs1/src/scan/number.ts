import { elementOf, Gs1Message } from '../ai/message.ts';
import { issue } from '../issues.ts';
import { parseGtin } from '../keys/gtin.ts';
import { fail, ok, type Result } from '../result.ts';
import { toBracketed } from '../spelling/render.ts';
import type { Scan, ScanBase } from './scan.ts';

/**
 * Reads the digits of an EAN, UPC or ITF-14 symbol as a GTIN. A wrong check digit is refused, even where the digits could be a field of
 * an element string: that reading is named among the issue's candidates and is for a person to choose.
 */
export function readNumber(
  text: string,
  lengths: readonly number[],
  scan: ScanBase & { readonly kind: 'ean-upc' | 'itf14' },
): Result<Scan> {
  const candidates = scan.candidates.map(toBracketed);
  if (!/^[0-9]+$/.test(text) || !lengths.includes(text.length)) {
    return fail(issue('KEY_LENGTH', { value: text, params: { key: 'GTIN', length: text.length } }));
  }
  const gtin = parseGtin(text);
  if (!gtin.ok) return { ok: false, issues: gtin.issues.map((found) => ({ ...found, candidates })) };
  return ok({ ...scan, gtin14: gtin.value, message: new Gs1Message([elementOf('01', gtin.value, 0)]) });
}
