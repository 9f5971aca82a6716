import type { Gs1Message } from '../ai/message.ts';
import { parseElementString, type ParseOptions } from './element-string.ts';

/**
 * What a message says if caps lock was on: its letters in the other case. Undefined when nothing speaks for it: the symbology
 * identifier is as it should be, or values hold a capital, or hold no letter. Small letters are legal, so this is a proposal, never a repair.
 */
export function capsLockReading(text: string, identifierSwapped: boolean, options: ParseOptions): Gs1Message | undefined {
  if (!/[A-Za-z]/.test(text) || (!identifierSwapped && /[A-Z]/.test(text))) return undefined;
  const swapped = parseElementString(swapCase(text), options);
  return swapped.ok ? swapped.value : undefined;
}

/** The text with capitals as small letters and small letters as capitals. */
export function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}
