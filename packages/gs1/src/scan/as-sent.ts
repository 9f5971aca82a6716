import type { AiEntry } from '../ai/lookup.ts';
import { Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { NONE, ok, type Result } from '../result.ts';
import { parseDigitalLink } from '../spelling/digital-link.ts';
import { readElements, type ParseOptions } from './element-string.ts';
import { mayHideFields } from './lost-separator.ts';
import type { Scan } from './scan.ts';
import { elementStringAim } from './symbology.ts';

/**
 * Reads an element string as scanners should send it and mostly do: nothing around it, nothing strange in it.
 * Undefined when there is anything to repair, to doubt or to refuse: the whole examination is then due, and comes to the same where
 * both read.
 */
export function readAsSent(text: string, options: ParseOptions): Result<Scan> | undefined {
  if (text[0] === 'h') return readLinkAsSent(text, options);
  const aim = elementStringAim(text);
  // What begins with another identifier begins with no AI.
  const from = aim === undefined ? 0 : aim.length;
  if (text.length > LENGTH_MAX || (aim === undefined && NUMBER_LENGTHS.includes(text.length))) return undefined;
  const { elements, entries, found, complete } = readElements(text, from, 'error');
  if (!complete || elements.length === 0 || found.length > 0) return undefined;
  // What stands on the item's other symbol is missing here on every content label: a warning, and no reason to look closer.
  const related = checkAssociations(elements, options);
  if (related.some(({ severity }) => severity === 'error')) return undefined;
  if (
    text.includes('%') ||
    text.includes('<') ||
    isSmallOnly(elements, entries) ||
    (options.mode !== 'strict' && mayHideFields(elements, entries))
  )
    return undefined;
  const message = new Gs1Message(elements, options.referenceYear);
  if (aim === undefined) return ok({ kind: 'gs1', syntax: 'element-string', message, repairs: NONE, candidates: NONE }, related);
  return ok({ aim, kind: 'gs1', syntax: 'element-string', message, repairs: NONE, candidates: NONE }, related);
}

function readLinkAsSent(text: string, options: ParseOptions): Result<Scan> | undefined {
  if (text.length > LENGTH_MAX) return undefined;
  const link = parseDigitalLink(text, options);
  if (!link.ok) return undefined;
  return ok({ kind: 'gs1', syntax: 'digital-link', message: link.value, repairs: NONE, candidates: NONE }, link.warnings);
}

const LENGTH_MAX = 8000;
// Digits alone of these lengths may be a bare GTIN or SSCC.
const NUMBER_LENGTHS: readonly number[] = [8, 12, 13, 14, 18];

// Whether there are small letters without any capital: caps lock may have been on.
function isSmallOnly(elements: readonly Gs1Element[], entries: readonly AiEntry[]): boolean {
  let hasSmall = false;
  for (let field = 0; field < elements.length; field++) {
    // Fields of predefined length are digits.
    if (entries[field]?.predefined !== false) continue;
    const value = elements[field]?.value ?? '';
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code >= 65 && code <= 90) return false;
      hasSmall ||= code >= 97;
    }
  }
  return hasSmall;
}
