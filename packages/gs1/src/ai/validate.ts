import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { checkField } from './field.ts';
import { aiEntry, matchesPattern } from './lookup.ts';
import type { AiValue, Gs1Message } from './message.ts';

export interface ValidateOptions {
  /**
   * `symbol`: what the fields need must be on this symbol. `item` (the default): it may be on another symbol of the same item, so a
   * lack is a warning. `off`: neither needs nor exclusions are judged.
   */
  readonly associations?: 'symbol' | 'item' | 'off';
}

/** What stands against a message or a list of fields: each value, and what the fields are to one another. */
export function validate(message: Gs1Message | readonly AiValue[], options: ValidateOptions = {}): readonly Gs1Issue[] {
  const elements = 'elements' in message ? message.elements : message;
  const fields = elements.flatMap(({ ai, value }) => {
    const entry = aiEntry(ai);
    return entry === undefined ? [issue('AI_UNKNOWN', { ai, value })] : checkField(entry, value);
  });
  return [...fields, ...checkAssociations(elements, options)];
}

/** What stands against all symbols of one item together (GenSpecs 4.14): here every need must be met. */
export function validateItem(messages: readonly Gs1Message[]): readonly Gs1Issue[] {
  return checkAssociations(
    messages.flatMap((message) => message.elements),
    { associations: 'symbol' },
  );
}

/** Repeats, exclusions and needs of fields that stand together (GenSpecs 4.13, 4.14). */
export function checkAssociations(elements: readonly AiValue[], options: ValidateOptions = {}): readonly Gs1Issue[] {
  const { associations = 'item' } = options;
  const values = new Map<string, string>();
  const found: Gs1Issue[] = [];
  for (const { ai, value } of elements) {
    const earlier = values.get(ai);
    if (earlier !== undefined && earlier !== value) found.push(issue('AI_REPEATED_DIFFERENT', { ai, value }));
    else values.set(ai, value);
  }
  if (associations === 'off') return found;
  const present = [...values.keys()];
  const reported = new Set<string>();
  for (const ai of present) {
    const entry = aiEntry(ai);
    if (entry === undefined) continue;
    for (const other of present.filter(
      (candidate) => candidate !== ai && entry.excludes.some((pattern) => matchesPattern(candidate, pattern)),
    )) {
      // A pair may be named by both of its rows; it is one finding.
      if (!reported.has(`${other} ${ai}`)) found.push(issue('AI_PAIR_INVALID', { ai, params: { other } }));
      reported.add(`${ai} ${other}`);
    }
    const met = entry.needs.some((all) => all.every((pattern) => present.some((candidate) => matchesPattern(candidate, pattern))));
    if (entry.needs.length > 0 && !met) {
      const needs = entry.needs.map((all) => all.map((pattern) => `(${pattern})`).join(' with ')).join(', ');
      const lack = issue('AI_REQUIRED', { ai, params: { needs } });
      found.push(associations === 'symbol' ? weighed(lack, 'error') : lack);
    }
  }
  return found;
}
