import { checkField } from '../ai/field.ts';
import { aiEntry } from '../ai/lookup.ts';
import { elementOf, Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { issue, type Gs1Issue } from '../issues.ts';
import { conclude, fail, type Result } from '../result.ts';
import type { ParseOptions } from './element-string.ts';

/**
 * Reads the form that people read and type: (01)00300010123455(21)11. Spaces around a value are dropped, for none holds one.
 * An opening bracket inside a value must be written `\(`: else it could not be told from the beginning of a field.
 */
export function parseBracketed(text: string, options: ParseOptions = {}): Result<Gs1Message> {
  if (text.trim() === '') return fail(issue('EMPTY'));
  const elements: Gs1Element[] = [];
  const found: Gs1Issue[] = [];
  const field = /\s*\(([0-9]{2,4})\)\s*((?:\\\(|[^(\\])*)/y;
  let index = 0;
  while (index < text.length) {
    field.lastIndex = index;
    const match = field.exec(text);
    if (match === null) return fail(issue('BRACKET_SYNTAX', { span: [index, text.length], value: text.slice(index) }), ...found);
    const [whole, ai = '', escaped = ''] = match;
    const value = escaped.trimEnd().replaceAll('\\(', '(');
    const start = index + whole.length - escaped.length;
    const entry = aiEntry(ai);
    if (entry === undefined) found.push(issue('AI_UNKNOWN', { ai, span: [index, index + whole.length], value: ai }));
    else found.push(...checkField(entry, value, start));
    elements.push(elementOf(ai, value, start));
    index += whole.length;
  }
  return conclude([...found, ...checkAssociations(elements, options)], () => new Gs1Message(elements, options.referenceYear));
}
