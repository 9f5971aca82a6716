import { ok, type Result } from '../result.ts';
import { checkNumber } from './gtin.ts';

declare const brand: unique symbol;
/** A serial shipping container code: 18 digits with a right check digit. */
export type Sscc = string & { readonly [brand]: 'Sscc' };

/** Reads an SSCC, with or without (00) before it; refuses another length and a wrong check digit. */
export function parseSscc(text: string): Result<Sscc> {
  const digits = text.startsWith('(00)') ? text.slice(4) : text;
  return checkNumber(digits, { key: 'SSCC', lengths: [18] }) ?? ok(digits as Sscc);
}

/** The canonical Digital Link of an SSCC: the one key under which a container is kept. */
export function formatSscc(sscc: Sscc): string {
  return `https://id.gs1.org/00/${sscc}`;
}
