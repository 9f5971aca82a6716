import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { appendCheckDigit } from './check-digit.ts';
import { parseGtin, type Gtin } from './gtin.ts';

/** The forms of an NDC, as widths of labeler, product and package. 6-4-2 is the 12-digit form of the rule that takes effect on 7 March 2033. */
export const NDC_FORMATS = { '4-4-2': [4, 4, 2], '5-3-2': [5, 3, 2], '5-4-1': [5, 4, 1], '5-4-2': [5, 4, 2], '6-4-2': [6, 4, 2] } as const;
export type NdcFormat = keyof typeof NDC_FORMATS;

/** A national drug code of the United States, in its parts. */
export interface Ndc {
  readonly labeler: string;
  readonly product: string;
  readonly package: string;
  readonly format: NdcFormat;
  /** With hyphens, as printed. */
  readonly text: string;
  /** The billing form 5-4-2 without hyphens; absent for 6-4-2. */
  readonly ndc11?: string;
  /** The unit-level GTIN (indicator 0); present only for the 10-digit forms, of which it holds the digits. */
  readonly gtin14?: Gtin;
}

const FORMATS_TODAY: readonly NdcFormat[] = ['4-4-2', '5-3-2', '5-4-1', '5-4-2'];

/**
 * Reads an NDC with hyphens, or eleven digits without (5-4-2). Refuses ten digits without hyphens, which can be three different
 * codes: the answer would be a guess. `formats` says which widths are accepted.
 */
export function parseNdc(text: string, formats: readonly NdcFormat[] = FORMATS_TODAY): Result<Ndc> {
  if (/^[0-9]{10}$/.test(text))
    return fail(issue('NDC_AMBIGUOUS', { value: text, candidates: tenDigitForms(text).map((ndc) => ndc.text) }));
  const hyphened = /^[0-9]{11}$/.test(text) ? `${text.slice(0, 5)}-${text.slice(5, 9)}-${text.slice(9)}` : text;
  const match = /^([0-9]+)-([0-9]+)-([0-9]+)$/.exec(hyphened);
  const [, labeler = '', product = '', pack = ''] = match ?? [];
  const format = formats.find((name) => name === `${labeler.length}-${product.length}-${pack.length}`);
  return format === undefined ? fail(issue('NDC_FORMAT', { value: text })) : ok(ndcOf(labeler, product, pack, format));
}

/** The three NDCs that a GTIN of the form indicator-0-3-NDC-check may stand for. Which one, only master data knows. */
export function ndcFromGtin(text: string): Result<readonly Ndc[]> {
  const gtin = parseGtin(text);
  if (!gtin.ok) return gtin;
  if (gtin.value.slice(1, 3) !== '03') return fail(issue('NDC_NOT_IN_GTIN', { value: text }));
  return ok(tenDigitForms(gtin.value.slice(3, 13)));
}

/** The GTIN of another packaging level of the same NDC (indicator 0 to 8); undefined unless it has a 10-digit form. */
export function gtinOfNdc(ndc: Ndc, indicator: number): Gtin | undefined {
  if (ndc.gtin14 === undefined || !Number.isInteger(indicator) || indicator < 0 || indicator > 8) return undefined;
  return appendCheckDigit(`${indicator}${ndc.gtin14.slice(1, 13)}`) as Gtin;
}

function tenDigitForms(digits: string): readonly Ndc[] {
  return (['4-4-2', '5-3-2', '5-4-1'] as const).map((format) => {
    const [labeler, product] = NDC_FORMATS[format];
    return ndcOf(digits.slice(0, labeler), digits.slice(labeler, labeler + product), digits.slice(labeler + product), format);
  });
}

function ndcOf(labeler: string, product: string, pack: string, format: NdcFormat): Ndc {
  const parts = { labeler, product, package: pack, format, text: `${labeler}-${product}-${pack}` };
  if (labeler.length > 5) return parts;
  const ndc11 = labeler.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0');
  const digits = labeler + product + pack;
  return digits.length === 10 ? { ...parts, ndc11, gtin14: appendCheckDigit(`003${digits}`) as Gtin } : { ...parts, ndc11 };
}
