import type { AiValue, Gs1Message } from '../ai/message.ts';
import { validate } from '../ai/validate.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { escapeEpc } from './epc-escape.ts';
import { SCHEMES } from './epc-urn.ts';
import { elementsOf } from './render.ts';

/**
 * Tells how long the company prefix is at the beginning of these digits (a key without its indicator or extension digit), or that it
 * does not know. Master data or a prefix list answers; nothing can compute it.
 */
export type GcpResolver = (digits: string) => number | undefined;

/**
 * The EPC URN of the most specific thing that fields name: a package, a lot, a product (as the pattern of all its packages), a logistic
 * unit, a place, a party. Refuses fields that are not valid and a company prefix of unknown length: it never guesses one.
 */
export function toEpcUrn(message: Gs1Message | readonly AiValue[], gcpLength: number | GcpResolver): Result<string> {
  const elements = elementsOf(message);
  const value = (wanted: string) => elements.find(({ ai }) => ai === wanted)?.value;
  const scheme = SCHEMES.find(
    ({ ai, free, id }) => value(ai) !== undefined && (free === undefined || free === '*' || id === 'sgln' || value(free) !== undefined),
  );
  if (scheme === undefined) return fail(issue('EPC_NO_KEY_TO_BUILD'));
  const wrong = validate(elements, { associations: 'off' }).filter(({ severity }) => severity === 'error');
  const [first, ...more] = wrong;
  if (first !== undefined) return fail(first, ...more);
  const key = value(scheme.ai) ?? '';
  const digits = key.slice(scheme.indicator ? 1 : 0, -1);
  const length = typeof gcpLength === 'number' ? gcpLength : gcpLength(digits);
  if (length === undefined) return fail(issue('GCP_LENGTH_UNKNOWN', { ai: scheme.ai, value: key }));
  if (!Number.isInteger(length) || length < 6 || length > 12)
    return fail(issue('EPC_GCP_LENGTH', { ai: scheme.ai, value: key, params: { length } }));
  const head = `urn:epc:${scheme.kind}:${scheme.name}:${digits.slice(0, length)}.${scheme.indicator ? key.charAt(0) : ''}${digits.slice(length)}`;
  if (scheme.free === undefined) return ok(head);
  return ok(`${head}.${scheme.free === '*' ? '*' : escapeEpc(value(scheme.free) ?? '0')}`);
}

/** A resolver over known company prefixes: the longest one with which the digits begin. */
export function prefixResolver(prefixes: Iterable<string>): GcpResolver {
  const known = new Set(prefixes);
  return (digits) => {
    for (let length = 12; length >= 6; length--) if (digits.length >= length && known.has(digits.slice(0, length))) return length;
    return undefined;
  };
}
