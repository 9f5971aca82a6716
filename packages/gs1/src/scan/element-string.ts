import { aiEntryAt, type AiEntry } from '../ai/lookup.ts';
import { checkField } from '../ai/field.ts';
import { elementOf, Gs1Message, type Gs1Element } from '../ai/message.ts';
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
  const elements: Gs1Element[] = [];
  const found: Gs1Issue[] = [];
  const strayWeight = options.mode === 'strict' ? 'error' : 'warning';
  let index = 0;
  while (index < text.length) {
    if (text[index] === GS) {
      found.push(weighed(issue('FNC1_MISPLACED', { span: [index, index + 1] }), strayWeight));
      index++;
      continue;
    }
    if (elements.length === FIELDS_MAX) return fail(issue('TOO_MANY_AIS'), ...found);
    const entry = aiEntryAt(text, index);
    if (entry === undefined) {
      // Where an AI is not known, nothing behind it can be told apart.
      found.push(issue('AI_UNKNOWN', { span: [index, Math.min(index + 4, text.length)], value: text.slice(index, index + 4) }));
      break;
    }
    const start = index + entry.ai.length;
    const end = fieldEnd(text, start, entry);
    const value = text.slice(start, end);
    found.push(...checkField(entry, value, start));
    elements.push(elementOf(entry.ai, value, start));
    index = text[end] === GS ? end + 1 : end;
  }
  if (elements.length === 0 && found.length === 0) found.push(issue('EMPTY'));
  return conclude([...found, ...checkAssociations(elements, options)], () => new Gs1Message(elements, options.referenceYear));
}

function fieldEnd(text: string, start: number, entry: AiEntry): number {
  const separator = text.indexOf(GS, start);
  const end = separator < 0 ? text.length : separator;
  return entry.predefined ? Math.min(end, start + entry.lengthMax) : end;
}
