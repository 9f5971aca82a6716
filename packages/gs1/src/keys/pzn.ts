import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { appendCheckDigit } from './check-digit.ts';
import { parseGtin, type Gtin } from './gtin.ts';

declare const brand: unique symbol;
/** A German central pharmaceutical number: eight digits, the last of them its check digit. */
export type Pzn = string & { readonly [brand]: 'Pzn' };

/** Reads a PZN, with `PZN` and hyphens before it or without; seven digits get their zero in front. Refuses a wrong check digit. */
export function parsePzn(text: string): Result<Pzn> {
  const digits = text.replace(/^PZN[\s-]*|^-/i, '').padStart(8, '0');
  return /^[0-9]{8}$/.test(digits) && checkOf(digits) === Number(digits[7]) ? ok(digits as Pzn) : fail(issue('PZN_CHECK', { value: text }));
}

/** The NTIN of a PZN: a number of the shape of a GTIN, by the prefix 4150 of the German agency. */
export function ntinFromPzn(pzn: string): Result<Gtin> {
  const read = parsePzn(pzn);
  return read.ok ? ok(appendCheckDigit(NTIN_PREFIX + read.value) as Gtin) : read;
}

/** The PZN inside an NTIN; refuses a GTIN that is none. */
export function pznFromNtin(ntin: string): Result<Pzn> {
  const gtin = parseGtin(ntin);
  if (!gtin.ok) return gtin;
  return gtin.value.startsWith(NTIN_PREFIX) ? parsePzn(gtin.value.slice(5, 13)) : fail(issue('NTIN_NOT_PZN', { value: ntin }));
}

const NTIN_PREFIX = '04150';

// Weights 1 to 7, modulo 11; a remainder of 10 is never given out.
function checkOf(digits: string): number {
  let sum = 0;
  for (let index = 0; index < 7; index++) sum += (index + 1) * Number(digits[index]);
  return sum % 11;
}
