import type { AiValue, Gs1Message } from '../ai/message.ts';
import { validate } from '../ai/validate.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { escapeEpc } from './epc-escape.ts';
import { keyLength, SCHEMES, type Scheme } from './epc-scheme.ts';
import { elementsOf } from './render.ts';

/**
 * Tells how long the company prefix is at the beginning of these digits (a key without its indicator or extension digit), or that it
 * does not know. Master data or a prefix list answers; nothing can compute it.
 */
export type GcpResolver = (digits: string) => number | undefined;

/**
 * The EPC URN of the most specific thing that fields name: a package, a lot, a product (as the pattern of all its packages), a logistic
 * unit, a place, a party, an asset, a document ... Refuses fields that are not valid and a company prefix of unknown length: it never
 * guesses one.
 */
export function toEpcUrn(message: Gs1Message | readonly AiValue[], gcpLength: number | GcpResolver): Result<string> {
  const elements = elementsOf(message);
  const value = (wanted: string) => elements.find(({ ai }) => ai === wanted)?.value;
  const scheme = SCHEMES.find((candidate) => fits(candidate, value));
  if (scheme === undefined) return fail(issue('EPC_NO_KEY_TO_BUILD'));
  const [first, ...more] = validate(elements, { associations: 'off' }).filter(({ severity }) => severity === 'error');
  if (first !== undefined) return fail(first, ...more);
  const field = value(scheme.ai) ?? '';
  const { digits, indicator, pieces, serial } = partsOf(scheme, field);
  const length = typeof gcpLength === 'number' ? gcpLength : gcpLength(digits);
  if (length === undefined) return fail(issue('GCP_LENGTH_UNKNOWN', { ai: scheme.ai, value: field }));
  if (!Number.isInteger(length) || length < 6 || length > 12)
    return fail(issue('EPC_GCP_LENGTH', { ai: scheme.ai, value: field, params: { length } }));
  const [gcp, reference] = [digits.slice(0, length), digits.slice(length)];
  if (!/^[0-9]+$/.test(gcp) || (scheme.digits === undefined && reference === ''))
    return fail(issue('EPC_GCP_LENGTH', { ai: scheme.ai, value: field, params: { length } }));
  const parts = [gcp, indicator + (scheme.digits === undefined ? escapeEpc(reference) : reference), ...pieces];
  if (scheme.serial === '*') parts.push('*');
  else if (scheme.serial === 'same') parts.push(escapeEpc(serial));
  else if (scheme.serial !== undefined) parts.push(escapeEpc(value(scheme.serial) ?? '0'));
  return ok(`urn:epc:${scheme.kind}:${scheme.name}:${parts.join('.')}`);
}

/** A resolver over known company prefixes: the longest one with which the digits begin. */
export function prefixResolver(prefixes: Iterable<string>): GcpResolver {
  const known = new Set(prefixes);
  return (digits) => {
    for (let length = 12; length >= 6; length--) if (digits.length >= length && known.has(digits.slice(0, length))) return length;
    return undefined;
  };
}

function fits(scheme: Scheme, value: (ai: string) => string | undefined): boolean {
  const field = value(scheme.ai);
  if (field === undefined) return false;
  if (scheme.serial === undefined || scheme.serial === '*' || scheme.zeroIsNone) return true;
  return scheme.serial === 'same' ? field.length > (keyLength(scheme) ?? 0) : value(scheme.serial) !== undefined;
}

/** A field taken apart: the digits that begin with the company prefix, and what stands before and behind them. */
function partsOf(scheme: Scheme, field: string) {
  const length = keyLength(scheme);
  if (length === undefined) return { digits: field, indicator: '', pieces: [], serial: '' };
  const start = scheme.lead?.length ?? 0;
  const key = field.slice(start, length - (scheme.pieces ? 4 : 0));
  const indicator = scheme.indicator ? key.charAt(0) : '';
  const pieces = scheme.pieces ? [field.slice(length - 4, length - 2), field.slice(length - 2, length)] : [];
  return { digits: key.slice(indicator.length, -1), indicator, pieces, serial: field.slice(length) };
}
