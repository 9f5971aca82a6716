export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text of a value: RFC 8785 (JCS), for values whose numbers are integers below 2^53.
 * Throws on what has no canonical text: fractions, undefined, lone surrogates.
 */
export function canonicalJson(value: Json): string {
  return isOrdered(value) ? JSON.stringify(value) : spelled(value);
}

/** Whether a value has a canonical text. */
export function hasCanonicalText(value: Json): boolean {
  try {
    return isOrdered(value) || spelled(value) !== '';
  } catch {
    return false;
  }
}

/** The value of a canonical text, or null when the text is not the canonical one of any value (duplicate keys and white space included). */
export function parseCanonicalJson(text: string): Json | null {
  try {
    const value = JSON.parse(text) as Json;
    return isSeenCanonical(text) || canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

/**
 * Whether a text that is JSON is seen to be canonical as it stands: nothing is escaped, nothing stands between its signs, its numbers are short and plain, and each name of an
 * object is greater than the one before it. Takes half the time of writing its value again. Of a text with anything rarer it says no, and that is to be done.
 */
function isSeenCanonical(json: string): boolean {
  if (json.includes('\\') || !json.isWellFormed()) return false;
  /** Of each list and object that is open, where its last name begins; 0 before the first. */
  const names: number[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charAt(at);
    if (sign === '"') {
      const start = at + 1;
      at = json.indexOf('"', start);
      if (json.charAt(at + 1) !== ':') continue;
      const before = names.pop() as number;
      if (before > 0 && !isNameBefore(json, before, start)) return false;
      names.push(start);
    } else if (sign === '{' || sign === '[') {
      names.push(0);
    } else if (sign === '}' || sign === ']') {
      names.pop();
    } else if (isDigit(sign)) {
      const first = at;
      while (isDigit(json.charAt(at + 1))) at += 1;
      if (at - first >= DIGITS_MAX || /[.eE]/.test(json.charAt(at + 1))) return false;
    } else if (sign === '-' || sign <= ' ') {
      return false;
    }
  }
  return true;
}

/** So many digits are always less than 2^53. */
const DIGITS_MAX = 15;
const isDigit = (sign: string): boolean => sign >= '0' && sign <= '9';

/** Whether the name that begins at one place is less than the one at another. A name ends at its quotation mark. */
function isNameBefore(json: string, one: number, other: number): boolean {
  let i = 0;
  while (json.charAt(one + i) === json.charAt(other + i) && json.charAt(one + i) !== '"') i += 1;
  const [a, b] = [json.charAt(one + i), json.charAt(other + i)];
  return b !== '"' && (a === '"' || a < b);
}

/** Whether every member stands in the order of its name and every leaf has a canonical text: then the engine's own JSON is it, several times as fast. */
function isOrdered(value: Json): boolean {
  switch (typeof value) {
    case 'boolean':
      return true;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    case 'string':
      return value.isWellFormed();
    case 'object': {
      if (value === null) return true;
      if (isList(value)) return value.every(isOrdered);
      let before: string | null = null;
      for (const key in value) {
        if ((before !== null && before >= key) || !isOrdered(value[key] as Json)) return false;
        before = key;
      }
      return true;
    }
    default:
      return false;
  }
}

function spelled(value: Json): string {
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
      return isList(value) ? `[${value.map(spelled).join(',')}]` : spelledObject(value);
    default:
      throw new Error(`${typeof value} has no canonical text`);
  }
}

function spelledObject(value: { readonly [key: string]: Json }): string {
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${spelled(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
