import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { checkDigit } from './check-digit.ts';

declare const brand: unique symbol;
/** A GTIN, always as its 14 digits with a right check digit. */
export type Gtin = string & { readonly [brand]: 'Gtin' };

/** Reads a GTIN of 8, 12, 13 or 14 digits and gives its 14-digit form; refuses other lengths and a wrong check digit. */
export function parseGtin(text: string): Result<Gtin> {
  const wrong = checkNumber(text, { key: 'GTIN', lengths: [8, 12, 13, 14] });
  return wrong ?? ok(text.padStart(14, '0') as Gtin);
}

/** The GTIN as printed below a symbol of the given length; the 14-digit form when zeros in front do not allow it. */
export function formatGtin(gtin: Gtin, length: 8 | 12 | 13 | 14 = 14): string {
  return /^0*$/.test(gtin.slice(0, 14 - length)) ? gtin.slice(14 - length) : gtin;
}

/** What stands against a GS1 number: wrong length, a character that is no digit, a wrong check digit. */
export function checkNumber(text: string, expected: { key: string; lengths: readonly number[] }): Result<never> | undefined {
  const { key, lengths } = expected;
  if (!/^[0-9]*$/.test(text)) return fail(issue('KEY_CHARSET', { value: text, params: { key } }));
  if (!lengths.includes(text.length)) return fail(issue('KEY_LENGTH', { value: text, params: { key, length: text.length } }));
  const right = checkDigit(text.slice(0, -1)) ?? '';
  const actual = text.slice(-1);
  if (right !== actual) return fail(issue('CHECK_DIGIT', { value: text, params: { expected: right, actual } }));
  return undefined;
}
