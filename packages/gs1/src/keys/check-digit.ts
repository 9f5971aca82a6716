import { isNumeric } from '../ai/charsets.ts';

/**
 * The check digit of a GS1 number (GS1 GenSpecs 7.9.1): weights 3, 1, 3, 1 ... from the right.
 * Takes the digits without it; gives undefined when a character is no digit.
 */
export function checkDigit(body: string): string | undefined {
  if (body === '' || !isNumeric(body)) return undefined;
  let sum = 0;
  for (let index = 0; index < body.length; index++) sum += (body.charCodeAt(index) - 48) * ((body.length - index) % 2 === 1 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** The digits with their check digit behind them; undefined when a character is no digit. */
export function appendCheckDigit(body: string): string | undefined {
  const digit = checkDigit(body);
  return digit === undefined ? undefined : body + digit;
}

/** Whether the last digit is the check digit of those before it. */
export function hasCheckDigit(number: string): boolean {
  const last = number.length - 1;
  let sum = 0;
  let weight = last % 2 === 1 ? 3 : 1;
  for (let index = 0; index <= last; index++) {
    const digit = number.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return false;
    sum += weight * digit;
    weight = 4 - weight;
  }
  return last > 0 && sum % 10 === 0;
}
