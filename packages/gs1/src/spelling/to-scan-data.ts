import type { AiValue, Gs1Message } from '../ai/message.ts';
import { validate } from '../ai/validate.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { carriageOf } from '../scan/symbology.ts';
import { elementsOf, toElementString } from './render.ts';
import { toDigitalLink } from './to-digital-link.ts';

/**
 * What a scanner that is set up right sends for these fields out of a symbol of this kind: the identifier and an element string, a Digital
 * Link behind `]d1`, `]Q1` and `]J0`, or the digits of a GTIN behind `]E0`, `]E4` and `]I1`. Refuses fields that are not valid and symbols that
 * cannot carry them.
 */
export function toScanData(message: Gs1Message | readonly AiValue[], aim: string): Result<string> {
  const elements = elementsOf(message);
  const [first, ...more] = validate(elements).filter(({ severity }) => severity === 'error');
  if (first !== undefined) return fail(first, ...more);
  if (elements.length === 0) return fail(issue('EMPTY'));
  const carriage = carriageOf(aim);
  if (carriage === 'element-string') return ok(aim + toElementString(elements));
  if (carriage === 'plain-or-link') {
    const link = toDigitalLink(elements);
    return link.ok ? ok(aim + link.value) : link;
  }
  const digits = numberFor(aim, elements);
  return digits === undefined ? fail(issue('AIM_UNSUPPORTED', { value: aim, params: { aim } })) : ok(aim + digits);
}

function numberFor(aim: string, [only, ...rest]: readonly AiValue[]): string | undefined {
  if (only?.ai !== '01' || rest.length > 0) return undefined;
  const zeros = only.value.length - only.value.replace(/^0+/, '').length;
  if (aim === ']I1') return only.value;
  if (aim === ']E0' && zeros >= 1) return only.value.slice(1);
  return aim === ']E4' && zeros >= 6 ? only.value.slice(6) : undefined;
}
