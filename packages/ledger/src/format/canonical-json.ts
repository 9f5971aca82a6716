export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text of a value: RFC 8785 (JCS), for values whose numbers are integers below 2^53.
 * Throws on what has no canonical text: fractions, undefined, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error(`${value} has no canonical text: integers below 2^53 only`);
      return String(value);
    case 'string':
      if (!value.isWellFormed()) throw new Error('a text with a lone surrogate has no canonical text');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return isList(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      throw new Error(`${typeof value} has no canonical text`);
  }
}

/** The value of a canonical text, or null when the text is not the canonical one of any value (duplicate keys and white space included). */
export function parseCanonicalJson(text: string): Json | null {
  try {
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

function canonicalObject(value: { readonly [key: string]: Json }): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
