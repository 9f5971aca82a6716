import { aiEntry, type AiComponent, type AiEntry } from '../ai/lookup.ts';
import type { AiValue } from '../ai/message.ts';

/**
 * The fields of a compressed part of a Digital Link (GS1 Digital Link: Compression, 1.x), in the order in which they stand. Undefined when
 * the text is no such part: a bit left over, an AI or a code that does not exist, a value cut short. Parameters that are no AIs are read over.
 * Leading zeros stay: lengths tell how many digits there were. The standard lists what a sequence's code stands for in one order, and the
 * toolkit of GS1 writes the fields in ascending order of AI: the caller says which is meant.
 */
export function decompress(text: string, sequences: 'listed' | 'ascending' = 'listed'): readonly AiValue[] | undefined {
  const bits = bitsOf(text);
  if (bits === undefined) return undefined;
  const fields: AiValue[] = [];
  while (bits.left() >= 8) {
    const code = bits.take(4).toString(16) + bits.take(4).toString(16);
    if (code.startsWith('f')) {
      skipParameter(code, bits);
      continue;
    }
    const listed = SEQUENCES.get(code) ?? [restOfAi(code, bits)];
    const ais = sequences === 'listed' ? listed : [...listed].sort();
    for (const ai of ais) {
      const entry = aiEntry(ai);
      const value = entry === undefined ? undefined : valueOf(entry, bits);
      if (value === undefined || bits.left() < 0) return undefined;
      fields.push({ ai, value });
    }
  }
  // What is left fills the last character of six bits.
  return bits.left() >= 0 && bits.left() < 6 && bits.take(bits.left()) === 0 && fields.length > 0 ? fields : undefined;
}

interface Bits {
  /** The next bits as a number, up to 48 of them. */
  readonly take: (count: number) => number;
  readonly takeLong: (count: number) => bigint;
  /** How many are left; below zero when more were taken than there were. */
  readonly left: () => number;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function bitsOf(text: string): Bits | undefined {
  const values = [...text].map((character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return undefined;
  const all = values.map((value) => value.toString(2).padStart(6, '0')).join('');
  let at = 0;
  const next = (count: number) => `0b0${all.slice(at, (at += count))}`;
  return { take: (count) => Number(next(count)), takeLong: (count) => BigInt(next(count)), left: () => all.length - at };
}

// The first two digits of an AI tell how long it is: the further digits follow, four bits each.
function restOfAi(start: string, bits: Bits): string {
  let ai = start;
  while (ai.length < 4 && aiEntry(ai) === undefined && bits.left() >= 4) ai += bits.take(4).toString(16);
  return ai;
}

/** Sequences of AIs that one code stands for: the letters behind a digit, then AIs that differ in their last digit. */
const SEQUENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ...'0a 01 22,0b 01 10,0c 01 21,0d 01 17,0e 01 7003,0f 01 30,1a 01 10 21 17,1b 01 15,1c 01 11,1d 01 16,1e 01 91,1f 01 10 15'
    .split(',')
    .map(listed),
  ...'9a 8010 8011,9b 8017 8019,9c 8018 8019,9d 414 254'.split(',').map(listed),
  ...[0, 1, 2, 3, 4, 5].flatMap((last) => [
    listed(`2${'abcdef'.charAt(last)} 01 310${last}`),
    listed(`3${'abcdef'.charAt(last)} 01 320${last}`),
  ]),
  ...Array.from({ length: 10 }, (_, last) => last).flatMap((last) => [listed(`a${last} 01 392${last}`), listed(`c${last} 255 390${last}`)]),
  ...[0, 1, 2, 3].map((last) => listed(`c${'abcd'.charAt(last)} 255 394${last}`)),
]);

function listed(row: string): readonly [string, readonly string[]] {
  const [code = '', ...ais] = row.split(' ');
  return [code, ais];
}

/** A run of a field that is written in one go: components of digits stand together, fixed with fixed and optional with optional, and so does text. */
interface Run {
  readonly numeric: boolean;
  readonly lengthMax: number;
  readonly fixed: boolean;
}

function runsOf({ components }: AiEntry): readonly Run[] {
  const runs: Run[] = [];
  for (const component of components) {
    const run = { numeric: component.charset === 'N', lengthMax: component.lengthMax, fixed: isFixed(component) };
    const before = runs.at(-1);
    const isOne = before !== undefined && before.numeric === run.numeric && (before.fixed === run.fixed || !run.numeric);
    if (isOne) runs[runs.length - 1] = { ...run, lengthMax: before.lengthMax + run.lengthMax };
    else runs.push(run);
  }
  return runs;
}

function isFixed({ lengthMin, lengthMax, optional }: AiComponent): boolean {
  return lengthMin === lengthMax && !optional;
}

function valueOf(entry: AiEntry, bits: Bits): string | undefined {
  let value = '';
  for (const run of runsOf(entry)) {
    const encoding = run.numeric ? 0 : bits.take(3);
    const length = run.fixed ? run.lengthMax : bits.take(lengthBits(run.lengthMax));
    const text = textOf(encoding, length, bits);
    if (text === undefined || length > run.lengthMax) return undefined;
    value += text;
  }
  return value;
}

// 0 digits as one number, 1 and 2 hexadecimal in small and capital letters, 3 URI-safe base 64, 4 ASCII
function textOf(encoding: number, length: number, bits: Bits): string | undefined {
  if (encoding > 4) return undefined;
  if (encoding === 0) {
    const digits = bits.takeLong(Math.ceil(length * Math.log2(10) + 0.01)).toString();
    return length === 0 ? '' : digits.length > length ? undefined : digits.padStart(length, '0');
  }
  let text = '';
  for (let index = 0; index < length; index++) {
    if (encoding === 4) text += String.fromCharCode(bits.take(7));
    else if (encoding === 3) text += ALPHABET.charAt(bits.take(6));
    else text += encoding === 1 ? bits.take(4).toString(16) : bits.take(4).toString(16).toUpperCase();
  }
  return text;
}

function lengthBits(lengthMax: number): number {
  return Math.ceil(Math.log2(lengthMax) + 0.01);
}

// The length of the key is seven bits, of which the code held the first four.
function skipParameter(code: string, bits: Bits): void {
  const keyLength = parseInt(code.charAt(1), 16) * 8 + bits.take(3);
  bits.take(6 * keyLength);
  const encoding = bits.take(3);
  textOf(encoding, bits.take(7), bits);
}
