import { aiEntryAt, type AiEntry } from '../ai/lookup.ts';
import { checkField } from '../ai/field.ts';
import { elementAt, Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations, type ValidateOptions } from '../ai/validate.ts';
import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { conclude, fail, type Result } from '../result.ts';

export interface ParseOptions extends ValidateOptions {
  /** `strict` refuses what a scanner should not send; `tolerant` (the default) reads over it and says so. */
  readonly mode?: 'strict' | 'tolerant';
  /** Settles the century of two-digit years; left out, every year is 20YY. */
  readonly referenceYear?: number;
}

/** The field separator that FNC1 becomes in transmission (ASCII 29). */
export const GS = '\u001d';

const LENGTH_MAX = 8000;
const FIELDS_MAX = 64;

/**
 * Reads the fields of an element string, as a scanner sends it behind its symbology identifier (GenSpecs 7.8.6): AI, value, and a
 * separator behind each value whose length is not fixed. Tolerates one separator behind a fixed field and one at the end.
 * Refuses unknown AIs, wrong values, and fields that exclude each other.
 */
export function parseElementString(text: string, options: ParseOptions = {}): Result<Gs1Message> {
  if (text === '') return fail(issue('EMPTY'));
  if (text.length > LENGTH_MAX) return fail(issue('TOO_LONG'));
  const { elements, found, complete } = readElements(text, 0, options.mode === 'strict' ? 'error' : 'warning');
  if (!complete) return { ok: false, issues: found };
  if (elements.length === 0 && found.every(({ severity }) => severity === 'warning')) found.unshift(issue('EMPTY'));
  const related = checkAssociations(elements, options);
  return conclude(related.length === 0 ? found : [...found, ...related], () => new Gs1Message(elements, options.referenceYear));
}

/** The fields of a text from a place on, and what stands against each of them; spans count from the text's beginning. */
export interface ReadElements {
  readonly elements: readonly Gs1Element[];
  /** The entries of the elements' AIs. */
  readonly entries: readonly AiEntry[];
  readonly found: Gs1Issue[];
  /** False when reading was given up before the end. */
  readonly complete: boolean;
}

/** Splits a text into fields and checks each of them. `strayWeight` is what a separator weighs that stands where none may be. */
export function readElements(text: string, from: number, strayWeight: Gs1Issue['severity']): ReadElements {
  const elements: Gs1Element[] = [];
  const entries: AiEntry[] = [];
  const found: Gs1Issue[] = [];
  let separator = separatorFrom(text, from);
  let index = from;
  while (index < text.length) {
    if (separator < index) separator = separatorFrom(text, index);
    if (separator === index) {
      found.push(weighed(issue('FNC1_MISPLACED', { span: [index, index + 1] }), strayWeight));
      index++;
      continue;
    }
    if (elements.length === FIELDS_MAX) return { elements, entries, found: [issue('TOO_MANY_AIS'), ...found], complete: false };
    const entry = aiEntryAt(text, index);
    if (entry === undefined) {
      // Where an AI is not known, nothing behind it can be told apart.
      found.push(issue('AI_UNKNOWN', { span: [index, Math.min(index + 4, text.length)], value: text.slice(index, index + 4) }));
      break;
    }
    const start = index + entry.ai.length;
    const end = entry.predefined && start + entry.lengthMax < separator ? start + entry.lengthMax : Math.max(start, separator);
    const value = text.slice(start, end);
    const wrong = checkField(entry, value, start);
    if (wrong.length > 0) found.push(...wrong);
    elements.push(elementAt(entry, value, start));
    entries.push(entry);
    index = end === separator ? end + 1 : end;
  }
  return { elements, entries, found, complete: true };
}

// Where the next separator stands; the end of the text is one.
function separatorFrom(text: string, index: number): number {
  const found = text.indexOf(GS, index);
  return found < 0 ? text.length : found;
}
