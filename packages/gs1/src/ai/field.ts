import { issue, type Gs1Issue, type IssueCode } from '../issues.ts';
import { checkDigit } from '../keys/check-digit.ts';
import { NONE } from '../result.ts';
import type { AiComponent, AiEntry } from './lookup.ts';

/**
 * What stands against a value of an AI: its length, its characters, then the linters of each component.
 * `start` is where the value begins in the text that was read; the spans of the issues count from there.
 */
export function checkField(entry: AiEntry, value: string, start = 0): readonly Gs1Issue[] {
  return isRight(entry, value) ? NONE : fieldIssues(entry, value, start);
}

// Nearly every field is right: that is found out first, and nothing is made for it.
function isRight({ components, lengthMin, lengthMax }: AiEntry, value: string): boolean {
  if (value.length < lengthMin || value.length > lengthMax) return false;
  const only = components.length === 1 ? components[0] : undefined;
  if (only !== undefined) return only.accepts(value);
  let offset = 0;
  for (const component of components) {
    const text = value.slice(offset, offset + component.lengthMax);
    offset += text.length;
    if (text === '' ? !component.optional : text.length < component.lengthMin || !component.accepts(text)) return false;
  }
  return true;
}

function fieldIssues(entry: AiEntry, value: string, start: number): readonly Gs1Issue[] {
  const details = { ai: entry.ai, value, span: [start, start + value.length] as const };
  if (value === '') return [issue('AI_EMPTY', details)];
  if (value.length > entry.lengthMax) return [issue('AI_TOO_LONG', details)];
  if (value.length < entry.lengthMin) return [issue('AI_TOO_SHORT', details)];
  const found: Gs1Issue[] = [];
  let offset = 0;
  for (const component of entry.components) {
    const text = value.slice(offset, offset + component.lengthMax);
    const span = [start + offset, start + offset + text.length] as const;
    offset += text.length;
    if (text === '') {
      if (!component.optional) found.push(issue('AI_TOO_SHORT', { ...details, span }));
      continue;
    }
    const code = componentIssue(component, text);
    if (code !== undefined) found.push(issue(code, { ai: entry.ai, value: text, span, ...checkDigitParams(code, text) }));
  }
  return found;
}

function componentIssue(component: AiComponent, text: string): IssueCode | undefined {
  if (text.length < component.lengthMin) return 'AI_TOO_SHORT';
  if (!component.holds(text)) return CHARSET_CODES[component.charset];
  for (const rule of component.rules) {
    const code = rule(text);
    if (code !== undefined) return code;
  }
  return undefined;
}

const CHARSET_CODES: Readonly<Record<AiComponent['charset'], IssueCode>> = {
  N: 'CHARSET_NUMERIC',
  X: 'CHARSET_82',
  Y: 'CHARSET_39',
  Z: 'CHARSET_64',
};

function checkDigitParams(code: IssueCode, text: string): Pick<Gs1Issue, 'params'> {
  return code === 'CHECK_DIGIT' ? { params: { expected: checkDigit(text.slice(0, -1)) ?? '', actual: text.slice(-1) } } : {};
}
