import { isNumeric } from '../ai/charsets.ts';
import { Gs1Message, type Gs1Element } from '../ai/message.ts';
import { checkAssociations } from '../ai/validate.ts';
import { NONE, ok, type Result } from '../result.ts';
import { readElements, type ParseOptions } from './element-string.ts';
import { mayHideFields } from './lost-separator.ts';
import type { Scan } from './scan.ts';
import { carriageOf } from './symbology.ts';

/**
 * Reads an element string as scanners should send it and mostly do: nothing around it, nothing strange in it, nothing to warn of.
 * Undefined when there is anything to repair, to doubt or to refuse: the whole examination is then due, and comes to the same where
 * both read.
 */
export function readAsSent(text: string, options: ParseOptions): Result<Scan> | undefined {
  const aim = text[0] === ']' ? text.slice(0, 3) : undefined;
  const from = aim === undefined ? 0 : 3;
  if (text.length > LENGTH_MAX || (aim === undefined ? NUMBER_LENGTHS.includes(text.length) : carriageOf(aim) !== 'element-string')) return undefined;
  const { elements, found, complete } = readElements(text, from, 'error');
  if (!complete || elements.length === 0 || found.length > 0 || checkAssociations(elements, options).length > 0) return undefined;
  if (isDoubtful(elements) || (options.mode !== 'strict' && mayHideFields(elements))) return undefined;
  const message = new Gs1Message(elements, options.referenceYear);
  if (aim === undefined) return ok({ kind: 'gs1', syntax: 'element-string', message, repairs: NONE, candidates: NONE });
  return ok({ aim, kind: 'gs1', syntax: 'element-string', message, repairs: NONE, candidates: NONE });
}

const LENGTH_MAX = 8000;
// Digits alone of these lengths may be a bare GTIN or SSCC.
const NUMBER_LENGTHS: readonly number[] = [8, 12, 13, 14, 18];

// Characters that terminals may have written for a separator (%1D, <GS>), and small letters without any capital (caps lock).
function isDoubtful(elements: readonly Gs1Element[]): boolean {
  let hasCapital = false;
  let hasSmall = false;
  for (const { value } of elements) {
    // Fields of digits have neither.
    if (isNumeric(value)) continue;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code === PERCENT || code === LESS_THAN) return true;
      if (code >= 97) hasSmall = true;
      else if (code >= 65 && code <= 90) hasCapital = true;
    }
  }
  return hasSmall && !hasCapital;
}

const PERCENT = 37;
const LESS_THAN = 60;
