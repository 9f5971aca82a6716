import { digitAt, isCset39, isCset64, isCset82, isNumeric } from './charsets.ts';
import { LINTERS, type Linter } from './linters.ts';
import { AI_ROWS, NO_LINK_ATTRIBUTES, PREDEFINED_PREFIXES, type AiRow } from './table.ts';

/** One application identifier: everything that is known of it, ready to use. */
export interface AiEntry {
  readonly ai: string;
  readonly title: string;
  readonly components: readonly AiComponent[];
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** Its field ends by its length: no separator is needed behind it. */
  readonly predefined: boolean;
  /** Alternatives, each a list of AI patterns that must all be there. */
  readonly needs: readonly (readonly string[])[];
  readonly excludes: readonly string[];
  /** Sequences of qualifiers, when the AI is a key of Digital Links. */
  readonly qualifiers?: readonly (readonly string[])[];
  readonly linkAttribute: boolean;
}

export interface AiComponent {
  readonly charset: 'N' | 'X' | 'Y' | 'Z';
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly optional: boolean;
  readonly linters: readonly string[];
  /** Whether a text is of the component's character set. */
  readonly holds: (text: string) => boolean;
  /** Whether nothing stands against a text of a right length. */
  readonly accepts: (text: string) => boolean;
  /** The linters themselves, in the same order. */
  readonly rules: readonly Linter[];
}

/** The entry of an AI; undefined when there is no such AI. */
export function aiEntry(ai: string): AiEntry | undefined {
  return aiEntryBetween(ai, 0, ai.length);
}

/** The entry of the AI that stands between two places of a text, and nothing else there. */
export function aiEntryBetween(text: string, start: number, end: number): AiEntry | undefined {
  const entry = aiEntryAt(text, start);
  return entry?.ai.length === end - start ? entry : undefined;
}

/** The entry of the AI with which the text begins at `start`. */
export function aiEntryAt(text: string, start: number): AiEntry | undefined {
  const tens = digitAt(text, start);
  const ones = digitAt(text, start + 1);
  const family = tens < 0 || ones < 0 ? undefined : FAMILIES[tens * 10 + ones];
  if (family === undefined) return undefined;
  let place = 0;
  for (let index = start + 2; index < start + family.length; index++) {
    const digit = digitAt(text, index);
    if (digit < 0) return undefined;
    place = place * 10 + digit;
  }
  return family.entries[place];
}

/** Whether an AI is meant by a pattern of the table, in which `n` stands for any digit. */
export function matchesPattern(ai: string, pattern: string): boolean {
  if (ai.length !== pattern.length) return false;
  for (let index = 0; index < ai.length; index++) {
    const meant = pattern.charCodeAt(index);
    if (meant !== ANY_DIGIT && meant !== ai.charCodeAt(index)) return false;
  }
  return true;
}

const ANY_DIGIT = 110; // n

const CHARSETS: Readonly<Record<AiComponent['charset'], (text: string) => boolean>> = {
  N: isNumeric,
  X: isCset82,
  Y: isCset39,
  Z: isCset64,
};

// What these linters pass holds digits alone: its characters need no look of their own.
const DIGITS_ONLY: readonly string[] = ['csum', 'yymmd0', 'yymmdd'];

/** Every AI, in the order of the table. No AI is the beginning of another. */
export const AI_TABLE: ReadonlyMap<string, AiEntry> = /* @__PURE__ */ new Map(AI_ROWS.flatMap(expand).map((entry) => [entry.ai, entry]));

/** The AIs that begin with the same two digits: they are all of one length (GenSpecs 3.2), and their last digits are their place. */
interface Family {
  readonly length: number;
  readonly entries: (AiEntry | undefined)[];
}

const FAMILIES: readonly (Family | undefined)[] = /* @__PURE__ */ (() => {
  const families: (Family | undefined)[] = Array.from({ length: 100 });
  for (const entry of AI_TABLE.values()) {
    const { ai } = entry;
    const family = (families[Number(ai.slice(0, 2))] ??= { length: ai.length, entries: [] });
    family.entries[Number(ai.slice(2))] = entry;
  }
  return families;
})();

function expand(row: AiRow): readonly AiEntry[] {
  const [first = '', last = first] = row[0].split('-');
  const entries: AiEntry[] = [];
  for (let number = Number(first); number <= Number(last); number++) entries.push(entryOf(String(number).padStart(first.length, '0'), row));
  return entries;
}

function entryOf(ai: string, [, format, title, needs = '', excludes = '', key]: AiRow): AiEntry {
  const components = format.split(' ').map(componentOf);
  const sum = (length: (component: AiComponent) => number) => components.reduce((total, component) => total + length(component), 0);
  const last = Number(ai.slice(-1));
  return {
    ai,
    title: title.replace('{last}', String(last)).replace('{next}', String(last + 1)),
    components,
    lengthMin: sum(({ optional, lengthMin }) => (optional ? 0 : lengthMin)),
    lengthMax: sum(({ lengthMax }) => lengthMax),
    predefined: PREDEFINED_PREFIXES.has(ai.slice(0, 2)),
    needs: words(needs).map((alternative) => alternative.split('+')),
    excludes: words(excludes),
    ...(key === undefined ? {} : { qualifiers: key.split('|').map((sequence) => sequence.split(',').filter(Boolean)) }),
    linkAttribute: !NO_LINK_ATTRIBUTES.has(ai),
  };
}

function componentOf(text: string): AiComponent {
  const optional = text.endsWith('?');
  const [shape = '', ...linters] = (optional ? text.slice(0, -1) : text).split(':');
  const variable = shape.slice(1, 3) === '..';
  const lengthMax = Number(shape.slice(variable ? 3 : 1));
  const charset = shape.charAt(0) as AiComponent['charset'];
  const holds = CHARSETS[charset];
  const rules = linters.flatMap((name) => LINTERS[name] ?? []);
  const accepts = acceptor(DIGITS_ONLY.includes(linters[0] ?? '') ? undefined : holds, rules);
  return { charset, holds, lengthMin: variable ? 1 : lengthMax, lengthMax, optional, linters, rules, accepts };
}

function acceptor(holds: AiComponent['holds'] | undefined, rules: readonly Linter[]): AiComponent['accepts'] {
  const [rule, ...more] = rules;
  if (rule === undefined) return holds ?? (() => true);
  if (holds === undefined && more.length === 0) return (text) => rule(text) === undefined;
  return (text) => (holds === undefined || holds(text)) && rules.every((one) => one(text) === undefined);
}

function words(text: string): readonly string[] {
  return text.split(' ').filter(Boolean);
}
