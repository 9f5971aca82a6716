import { isCset82 } from '../ai/charsets.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Serial } from './sgtin.ts';

/** So many random bytes, of a source that nobody can foresee; a test may give what it likes. */
export type RandomBytes = (count: number) => Uint8Array;

export interface NewSerials {
  readonly count: number;
  /** Characters of each serial, 1 to 20. */
  readonly length: number;
  readonly randomBytes: RandomBytes;
  /** The characters to draw from, each once. */
  readonly alphabet?: string;
  /** How many serials the product has already: they count against the chance to guess one. */
  readonly issued?: number;
}

/** Digits and capitals without those that people mistake for another when they type: 0 O, 1 I, 5 S, 2 Z. */
export const SERIAL_ALPHABET = '346789ABCDEFGHJKLMNPQRTUVWXY';

/** A guess must hit less than one in so many (Delegated Regulation (EU) 2016/161, Article 4). */
export const GUESS_ONE_IN = 10_000;

/** Draws distinct serials by chance. Refuses a length and alphabet so small that a guess would hit one in 10,000 or more. */
export function newSerials({ count, length, randomBytes, alphabet = SERIAL_ALPHABET, issued = 0 }: NewSerials): Result<readonly Serial[]> {
  const isAlphabet = alphabet.length > 1 && isCset82(alphabet) && new Set(alphabet).size === alphabet.length;
  if (!isAlphabet) return fail(issue('KEY_CHARSET', { value: alphabet, params: { key: 'serial' } }));
  if (!Number.isInteger(length) || length < 1 || length > 20) return fail(issue('KEY_LENGTH', { params: { key: 'serial', length } }));
  if (alphabet.length ** length < (count + issued) * GUESS_ONE_IN)
    return fail(issue('SERIALS_SPACE', { params: { count: count + issued } }));
  const draw = characters(alphabet, randomBytes);
  const serials = new Set<string>();
  while (serials.size < count) serials.add(Array.from({ length }, draw).join(''));
  return ok([...serials] as Serial[]);
}

// Bytes above the last whole multiple of the alphabet are thrown away, else its first characters would come up more often.
function characters(alphabet: string, randomBytes: RandomBytes): () => string {
  const limit = 256 - (256 % alphabet.length);
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  return () => {
    for (;;) {
      if (at === bytes.length) [bytes, at] = [randomBytes(1024), 0];
      const byte = bytes[at++] ?? 255;
      if (byte < limit) return alphabet.charAt(byte % alphabet.length);
    }
  };
}
