import { issue, type Gs1Issue } from '../issues.ts';
import { GUESS_ONE_IN } from './new-serials.ts';

/**
 * What stands against the serials of one product, in the order in which they were given out: repeats, equal steps from one to the next,
 * a range that they fill too densely, and places that hardly vary. None is a proof of chance; each is a way in which a forger guesses.
 */
export function lintSerials(serials: readonly string[]): readonly Gs1Issue[] {
  const found: Gs1Issue[] = [];
  const seen = new Set<string>();
  for (const serial of serials) {
    if (seen.has(serial)) found.push(issue('SERIALS_REPEATED', { value: serial }));
    seen.add(serial);
  }
  // Fewer tell nothing of how they were made.
  if (seen.size < 10) return found;
  const numbers = [...seen].map(numberIn(baseOf(seen)));
  const sorted = [...numbers].sort((one, other) => (one < other ? -1 : 1));
  const steps = Math.max(commonestStep(numbers), commonestStep(sorted));
  if (steps >= 3 && steps * 50 > numbers.length)
    found.push(issue('SERIALS_SEQUENTIAL', { params: { oneIn: Math.round(numbers.length / steps) } }));
  const density = Number((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n) + 1n) / numbers.length;
  if (density < GUESS_ONE_IN) found.push(issue('SERIALS_GUESSABLE', { params: { oneIn: Math.floor(density) } }));
  const variety = 2 ** bitsOf([...seen]) / numbers.length;
  if (variety < GUESS_ONE_IN) found.push(issue('SERIALS_MONOTONOUS', { params: { oneIn: Math.max(1, Math.floor(variety)) } }));
  return found;
}

// Digits alone count by tens, digits and capitals as such programs count, the rest by all printable characters.
function baseOf(serials: ReadonlySet<string>): number {
  const all = [...serials];
  if (all.every((serial) => /^[0-9]+$/.test(serial))) return 10;
  return all.every((serial) => /^[0-9A-Z]+$/.test(serial)) ? 36 : 96;
}

function numberIn(base: number): (serial: string) => bigint {
  return (serial) => {
    let number = 0n;
    for (const character of serial)
      number = number * BigInt(base) + BigInt(base === 96 ? character.charCodeAt(0) - 32 : parseInt(character, 36));
    return number;
  };
}

// How often the commonest difference of neighbours occurs.
function commonestStep(numbers: readonly bigint[]): number {
  const steps = new Map<bigint, number>();
  for (let index = 1; index < numbers.length; index++) {
    const step = (numbers[index] ?? 0n) - (numbers[index - 1] ?? 0n);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return Math.max(0, ...steps.values());
}

// The entropy of the serials, place by place, each place with what a sample of this size hides of it (Miller and Madow).
function bitsOf(serials: readonly string[]): number {
  let bits = 0;
  const length = Math.max(...serials.map((serial) => serial.length));
  for (let place = 0; place < length; place++) {
    const counts = new Map<string, number>();
    for (const serial of serials) counts.set(serial.charAt(place), (counts.get(serial.charAt(place)) ?? 0) + 1);
    for (const count of counts.values()) bits -= (count / serials.length) * Math.log2(count / serials.length);
    bits += (counts.size - 1) / (2 * serials.length * Math.LN2);
  }
  return bits;
}
