import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { parsePzn, type Pzn } from './pzn.ts';

/** A pharmacy product number: an agency's code, its number of the product, and two check digits. */
export interface Ppn {
  readonly text: string;
  /** The product registration agency code. */
  readonly agency: string;
  /** The agency's own number of the product. */
  readonly number: string;
  /** The PZN, where the agency is the German one (11). */
  readonly pzn?: Pzn;
}

/** Reads a PPN of 6 to 22 characters; refuses wrong check digits, and under agency 11 a number that is no PZN. */
export function parsePpn(text: string): Result<Ppn> {
  if (!/^[0-9A-Z]{2}[0-9A-Z]{2,18}[0-9]{2}$/.test(text)) return fail(issue('KEY_CHARSET', { value: text, params: { key: 'PPN' } }));
  const [agency, number, actual] = [text.slice(0, 2), text.slice(2, -2), text.slice(-2)];
  const expected = checkDigitsOf(agency + number);
  if (actual !== expected) return fail(issue('PPN_CHECK', { value: text, params: { expected, actual } }));
  if (agency !== AGENCY_OF_PZN) return ok({ text, agency, number });
  const pzn = parsePzn(number);
  return pzn.ok && number.length === 8 ? ok({ text, agency, number, pzn: pzn.value }) : fail(issue('PZN_CHECK', { value: number }));
}

/** The PPN of a PZN. */
export function ppnFromPzn(pzn: string): Result<Ppn> {
  const read = parsePzn(pzn);
  if (!read.ok) return read;
  const body = AGENCY_OF_PZN + read.value;
  return ok({ text: body + checkDigitsOf(body), agency: AGENCY_OF_PZN, number: read.value, pzn: read.value });
}

/** The PZN of a PPN; refuses one of another agency. */
export function pznFromPpn(text: string): Result<Pzn> {
  const ppn = parsePpn(text);
  if (!ppn.ok) return ppn;
  return ppn.value.pzn === undefined ? fail(issue('PPN_PRAC', { value: ppn.value.agency })) : ok(ppn.value.pzn);
}

const AGENCY_OF_PZN = '11';

// The ASCII values by weights 2, 3, 4 ... from the left, modulo 97 (IFA, PPN code specification).
function checkDigitsOf(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index++) sum += (index + 2) * body.charCodeAt(index);
  return String(sum % 97).padStart(2, '0');
}
