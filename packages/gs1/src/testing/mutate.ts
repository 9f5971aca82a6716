import { drawn, oneOf, type Chance } from './chance.ts';

/** A text damaged as scanners, cables and keyboards damage it: flipped bits, cuts, swaps, doubled parts, strange characters put in. */
export function mutate(chance: Chance, text: string): string {
  let damaged = text;
  const times = 1 + drawn(chance, 3);
  for (let time = 0; time < times; time++) damaged = oneOf(chance, DAMAGES)(damaged, drawn(chance, damaged.length + 1), chance);
  return damaged;
}

type Damage = (text: string, place: number, chance: Chance) => string;

const STRANGE = [
  ...'\u0000\u0001\u0002\u0003\u0004\u0007\u0008\t\n\u000b\r\u001b\u001c\u001e\u001f\u007f ',
  ...'^~|{}[]@#$\\`<>%',
  ...'\u0080\u00a0\u00e8\u00ff\u0394\u241d\u2028\uff10\ufeff\ufffd',
  '\ud83d',
  '\udc8a',
  '\u{1f48a}',
  '\u001d',
  '\u001d\u001d',
  '<GS>',
  '{GS}',
  '%1D',
  '~1',
  ']d2',
  '(21)',
  '\r\n',
];

const DAMAGES: readonly Damage[] = [
  function flipBit(text, place, chance) {
    return put(text, place, String.fromCharCode(text.charCodeAt(Math.min(place, text.length - 1)) ^ (1 << drawn(chance, 8))));
  },
  function cutOut(text, place, chance) {
    return text.slice(0, place) + text.slice(place + 1 + drawn(chance, 6));
  },
  function cutOff(text, place) {
    return text.slice(0, place);
  },
  function swap(text, place) {
    return text.slice(0, place) + text.slice(place + 1, place + 2) + text.slice(place, place + 1) + text.slice(place + 2);
  },
  function double(text, place, chance) {
    const end = place + 1 + drawn(chance, 20);
    return text.slice(0, end) + text.slice(place, end) + text.slice(end);
  },
  function insert(text, place, chance) {
    return text.slice(0, place) + oneOf(chance, STRANGE) + text.slice(place);
  },
  function replace(text, place, chance) {
    return put(text, place, oneOf(chance, STRANGE));
  },
  function separatorsAs(text, _, chance) {
    return text.replaceAll('\u001d', oneOf(chance, STRANGE));
  },
  function otherCase(text, place) {
    const letter = text.charAt(place);
    return put(text, place, letter < 'a' ? letter.toLowerCase() : letter.toUpperCase());
  },
];

function put(text: string, place: number, by: string): string {
  return text.slice(0, place) + by + text.slice(place + 1);
}
