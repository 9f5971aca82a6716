import { issue, weighed, type Gs1Issue } from '../issues.ts';
import { NONE } from '../result.ts';
import { checkField } from './field.ts';
import { KnownLists } from './known-lists.ts';
import { aiEntry, matchesPattern, type AiEntry } from './lookup.ts';
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

/** Repeats, exclusions and needs of fields that stand together (GenSpecs 4.13, 4.14). */
export function checkAssociations(elements: readonly AiValue[], options: ValidateOptions = {}): readonly Gs1Issue[] {
  const { associations = 'item' } = options;
  if (SETTLED.has(elements)) return NONE;
  const found = associationIssues(elements, associations);
  const isEachOnce = new Set(elements.map(({ ai }) => ai)).size === elements.length;
  if (found.length === 0 && associations !== 'off' && isEachOnce) SETTLED.add(elements);
  return found;
}

/** Lists of AIs, each once, that go together. */
const SETTLED = new KnownLists();

function associationIssues(elements: readonly AiValue[], associations: 'symbol' | 'item' | 'off'): readonly Gs1Issue[] {
  const found: Gs1Issue[] = [];
  for (let index = 1; index < elements.length; index++) {
    const { ai, value } = elements[index] as AiValue;
    const earlier = firstOf(elements, ai) as AiValue;
    if (earlier.value !== value) found.push(issue('AI_REPEATED_DIFFERENT', { ai, value }));
  }
  if (associations === 'off') return found;
  for (const element of elements) {
    const entry = aiEntry(element.ai);
    if (entry === undefined || firstOf(elements, element.ai) !== element) continue;
    if (entry.excludes.length > 0) exclusions(entry, elements, found);
    if (entry.needs.length === 0 || isMet(entry.needs, elements)) continue;
    const needs = entry.needs.map((all) => all.map((pattern) => `(${pattern})`).join(' with ')).join(', ');
    const lack = issue('AI_REQUIRED', { ai: entry.ai, params: { needs } });
    found.push(associations === 'symbol' ? weighed(lack, 'error') : lack);
  }
  return found;
}

function firstOf(elements: readonly AiValue[], ai: string): AiValue | undefined {
  for (const element of elements) if (element.ai === ai) return element;
  return undefined;
}

function exclusions({ ai, excludes }: AiEntry, elements: readonly AiValue[], found: Gs1Issue[]): void {
  for (const { ai: other } of elements) {
    if (other === ai || !matchesOne(other, excludes)) continue;
    // A pair may be named by both of its rows, and its fields may be repeated; it is one finding.
    const isTold = found.some(
      ({ code, ai: one, params }) =>
        code === 'AI_PAIR_INVALID' && [`${one} ${params?.['other']}`, `${params?.['other']} ${one}`].includes(`${ai} ${other}`),
    );
    if (!isTold) found.push(issue('AI_PAIR_INVALID', { ai, params: { other } }));
  }
}

function isMet(needs: AiEntry['needs'], elements: readonly AiValue[]): boolean {
  for (const all of needs) if (all.every((pattern) => isPresent(pattern, elements))) return true;
  return false;
}

function isPresent(pattern: string, elements: readonly AiValue[]): boolean {
  for (const { ai } of elements) if (matchesPattern(ai, pattern)) return true;
  return false;
}

function matchesOne(ai: string, patterns: readonly string[]): boolean {
  for (const pattern of patterns) if (matchesPattern(ai, pattern)) return true;
  return false;
}
