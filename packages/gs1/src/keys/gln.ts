import { ok, type Result } from '../result.ts';
import { checkNumber } from './gtin.ts';

declare const brand: unique symbol;
/** A global location number: 13 digits with a right check digit. Names a party or a place. */
export type Gln = string & { readonly [brand]: 'Gln' };

/** Reads a GLN; refuses another length and a wrong check digit. */
export function parseGln(text: string): Result<Gln> {
  return checkNumber(text, { key: 'GLN', lengths: [13] }) ?? ok(text as Gln);
}

/** The canonical Digital Link of a party (417). A place may have an extension: see `formatSgln`. */
export function formatGln(gln: Gln): string {
  return `https://id.gs1.org/417/${gln}`;
}
