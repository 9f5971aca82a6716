import { digitAt, isNumeric } from './charsets.ts';
import { daysInMonth } from './date.ts';

/** Whether a text is a coupon code of North America, (8110): GS1 AI (8110) specification, its fields in their order. */
export function isCouponCode(text: string): boolean {
  if (!isNumeric(text)) return false;
  let at = readAll(text, 0, COUPON);
  const dates: Record<string, string> = {};
  for (const [indicator, parts] of OPTIONAL_FIELDS) {
    if (at === undefined || text[at] !== indicator) continue;
    dates[indicator] = text.slice(at + 1, at + 7);
    at = readAll(text, at + 1, parts);
  }
  const [expires, begins] = [dates['3'], dates['4']];
  return at === text.length && (expires === undefined || begins === undefined || expires >= begins);
}

/** Whether a text is the positive offer file of a coupon, (8112). */
export function isCouponOffer(text: string): boolean {
  return isNumeric(text) && readAll(text, 0, OFFER) === text.length;
}

/** A part of a coupon: takes the text and where the part begins, gives where it ends; undefined when it is not there. */
type Part = (text: string, at: number) => number | undefined;

const digits =
  (length: number): Part =>
  (text, at) =>
    at + length <= text.length ? at + length : undefined;

const oneOf =
  (allowed: string): Part =>
  (text, at) =>
    at < text.length && allowed.includes(text.charAt(at)) ? at + 1 : undefined;

/** A digit that tells how many digits follow it, more than itself by `plus`; a 9 may say that none do. */
const counted =
  ({ from, to, plus = 0, nineIsNone = false }: { from: number; to: number; plus?: number; nineIsNone?: boolean }): Part =>
  (text, at) => {
    const count = digitAt(text, at);
    if (nineIsNone && count === 9) return at + 1;
    return count < from || count > to ? undefined : digits(count + plus)(text, at + 1);
  };

const date: Part = (text, at) => {
  const [year, month, day] = [Number(text.slice(at, at + 2)), Number(text.slice(at + 2, at + 4)), Number(text.slice(at + 4, at + 6))];
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000 + year, month);
  return exists ? digits(6)(text, at) : undefined;
};

const requirement: readonly Part[] = [counted({ from: 1, to: 5 }), oneOf('012349'), digits(3)];
const companyPrefix = counted({ from: 0, to: 6, plus: 6 });
const furtherPrefix = counted({ from: 0, to: 6, plus: 6, nineIsNone: true });

// Company prefix, offer, save value, first purchase requirement
const COUPON: readonly Part[] = [companyPrefix, digits(6), counted({ from: 1, to: 5 }), ...requirement];
const OPTIONAL_FIELDS: readonly (readonly [indicator: string, parts: readonly Part[]])[] = [
  ['1', [oneOf('0123'), ...requirement, furtherPrefix]],
  ['2', [...requirement, furtherPrefix]],
  ['3', [date]],
  ['4', [date]],
  ['5', [counted({ from: 0, to: 9, plus: 6 })]],
  ['6', [counted({ from: 1, to: 7, plus: 6 })]],
  ['9', [oneOf('01256'), oneOf('012'), digits(1), oneOf('01')]],
];
// Format, funder, offer, serial
const OFFER: readonly Part[] = [oneOf('01'), companyPrefix, digits(6), counted({ from: 0, to: 9, plus: 6 })];

function readAll(text: string, start: number, parts: readonly Part[]): number | undefined {
  let at: number | undefined = start;
  for (const part of parts) at = at === undefined ? undefined : part(text, at);
  return at;
}
