import { checkField } from '../ai/field.ts';
import { digitAt } from '../ai/charsets.ts';
import { aiEntryAt, type AiEntry } from '../ai/lookup.ts';
import { elementOf, Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { GS, type ParseOptions } from './element-string.ts';

/**
 * Other readings of an element string, in which a separator was lost: a field of variable length ends before its last character and
 * what follows reads as further fields of a medicine's package. Best first, at most eight; the reading without any loss is not among them.
 *
 * A lost separator cannot be proven from the text: (10)ABC12321SN0001 is a valid lot. So only fields that a package should have and
 * does not yet have count, and national numbers and dates, which hardly arise by chance.
 */
export function otherReadings(text: string, options: ParseOptions = {}): readonly Gs1Message[] {
  const search: Search = { text, readings: [], steps: 0 };
  explore(search, 0, []);
  return search.readings
    .filter((elements) => elements.some(({ ai }) => PRODUCT.includes(ai)))
    .filter((elements) => checkAssociations(elements, options).every(({ severity }) => severity === 'warning'))
    .sort((one, other) => completeness(other) - completeness(one))
    .slice(0, 8)
    .map((elements) => new Gs1Message(elements, options.referenceYear));
}

/**
 * Whether the search for other readings could find any in a message that was read without a finding: a field of variable length must
 * hold the beginning of a field that is plausible there. Errs on the side of searching.
 */
export function mayHideFields(elements: readonly Gs1Element[], entries: readonly AiEntry[]): boolean {
  for (let field = 0; field < elements.length; field++) {
    const { lengthMin, predefined } = entries[field] as AiEntry;
    if (predefined) continue;
    const { value } = elements[field] as Gs1Element;
    for (let index = lengthMin; index < value.length - 2; index++) if (mayBegin(value, index, elements)) return true;
  }
  return false;
}

// All plausible AIs begin with 1, 2 or 7. One that the message holds already cannot stand there again, unless with the same value.
function mayBegin(value: string, index: number, elements: readonly Gs1Element[]): boolean {
  const first = value.charCodeAt(index);
  if (first !== 49 && first !== 50 && first !== 55) return false;
  const second = digitAt(value, index + 1);
  if (first === 55) return second === 1 && /^71[0-7][0-9-]{7}/.test(value.slice(index));
  if (first === 50 ? second !== 1 : second < 0 || second === 2 || second === 4 || second > 7) return false;
  const isDate = first === 49 && second !== 0;
  if (isDate && !mayBeDate(value, index + 2)) return false;
  const ai = value.slice(index, index + 2);
  for (const element of elements) if (element.ai === ai) return value.startsWith(element.value, index + 2);
  return true;
}

function mayBeDate(text: string, start: number): boolean {
  for (let index = start; index < start + 6; index++) if (digitAt(text, index) < 0) return false;
  return digitAt(text, start + 2) <= 1 && digitAt(text, start + 4) <= 3;
}

interface Search {
  readonly text: string;
  readonly readings: (readonly Gs1Element[])[];
  steps: number;
}

const PRODUCT = ['01', '02', '8006'];
const WANTED = ['21', '17', '10'];
const DATES = ['11', '13', '15', '16'];
const STEPS_MAX = 5000;
const READINGS_MAX = 64;

function explore(search: Search, index: number, elements: readonly Gs1Element[], lost = 0): void {
  const { text } = search;
  if (search.readings.length >= READINGS_MAX || ++search.steps > STEPS_MAX) return;
  if (index >= text.length) {
    if (lost > 0) search.readings.push(elements);
    return;
  }
  if (text[index] === GS) return explore(search, index + 1, elements, lost);
  const entry = aiEntryAt(text, index);
  if (entry === undefined) return;
  const start = index + entry.ai.length;
  const separator = text.indexOf(GS, start);
  const chunkEnd = separator < 0 ? text.length : separator;
  const take = (end: number, more: number) => {
    const value = text.slice(start, end);
    if (checkField(entry, value).length === 0) explore(search, end, [...elements, elementOf(entry.ai, value, start)], lost + more);
  };
  if (entry.predefined) return take(Math.min(chunkEnd, start + entry.lengthMax), 0);
  take(chunkEnd, 0);
  const seen = new Set([...elements.map(({ ai }) => ai), entry.ai]);
  for (let end = start + entry.lengthMin; end < Math.min(chunkEnd, start + entry.lengthMax + 1); end++) {
    const next = aiEntryAt(text, end);
    if (next !== undefined && !seen.has(next.ai) && isPlausible(next, text.slice(end + next.ai.length, chunkEnd))) take(end, 1);
  }
}

function isPlausible({ ai }: AiEntry, rest: string): boolean {
  if (WANTED.includes(ai) || DATES.includes(ai)) return rest !== '';
  return /^71[0-7]$/.test(ai) && /^[0-9-]{7,}/.test(rest);
}

function completeness(elements: readonly Gs1Element[]): number {
  return elements.filter(({ ai }) => WANTED.includes(ai)).length * 100 - elements.length;
}
