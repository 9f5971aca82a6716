import { aiEntry } from '../ai/lookup.ts';
import type { AiValue, Gs1Message } from '../ai/message.ts';
import { GS } from '../scan/element-string.ts';

/**
 * The element string of fields, as a scanner would send it: a separator behind each field whose length is not fixed, but the last.
 * `fnc1` is what to write for the separator. Judges nothing: see `validate`.
 */
export function toElementString(message: Gs1Message | readonly AiValue[], options: { fnc1?: string } = {}): string {
  const { fnc1 = GS } = options;
  const elements = elementsOf(message);
  return elements
    .map(({ ai, value }, index) => {
      const open = index < elements.length - 1 && aiEntry(ai)?.predefined !== true;
      return ai + value + (open ? fnc1 : '');
    })
    .join('');
}

/** The form (AI)value(AI)value, an opening bracket inside a value written `\(`, so that `parseBracketed` gives the same back. */
export function toBracketed(message: Gs1Message | readonly AiValue[]): string {
  return elementsOf(message)
    .map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`)
    .join('');
}

/** Human readable interpretation, a line a field, as printed beside a symbol (GenSpecs 4.14): `(01) 00300010123455`. */
export function toHri(message: Gs1Message | readonly AiValue[]): readonly string[] {
  return elementsOf(message).map(({ ai, value }) => `(${ai}) ${value}`);
}

/** The fields of a message, or the fields themselves. */
export function elementsOf(message: Gs1Message | readonly AiValue[]): readonly AiValue[] {
  return 'elements' in message ? message.elements : message;
}
