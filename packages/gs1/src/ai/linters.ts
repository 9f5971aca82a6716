import type { IssueCode } from '../issues.ts';
import { hasCheckDigit } from '../keys/check-digit.ts';
import { digitAt } from './charsets.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, MEDIA_TYPES, PACKAGE_TYPES } from './code-lists.ts';
import { isCouponCode, isCouponOffer } from './coupon.ts';
import { daysInMonth } from './date.ts';

/** A rule about one component of a field. Takes its text, gives the code of what stands against it, or nothing. */
export type Linter = (text: string) => IssueCode | undefined;

/** Every linter by the name the AI table uses. */
export const LINTERS: Readonly<Record<string, Linter>> = {
  csum: (text) => unless(hasCheckDigit(text), 'CHECK_DIGIT'),
  csumalpha: (text) => unless(checkPair(text.slice(0, -2)) === text.slice(-2), 'CHECK_PAIR'),
  // Two digits at least: the GS1 prefix. What follows it only a prefix list could judge.
  gcppos1: (text) => (text.length < 2 ? 'GCP_TOO_SHORT' : unless(/^[0-9]{2}/.test(text), 'GCP_PREFIX')),
  yymmd0: (text) => dateIssue(2000 + twoDigits(text, 0), text, 2, 0),
  yymmdd: (text) => dateIssue(2000 + twoDigits(text, 0), text, 2, 1),
  yyyymmdd: (text) => dateIssue(Number(text.slice(0, 4)), text, 4, 1),
  hhmi: (text) => LINTERS['hh']?.(text.slice(0, 2)) ?? LINTERS['mi']?.(text.slice(2)),
  hh: (text) => unless(Number(text) < 24, 'TIME_HOUR'),
  mi: (text) => unless(Number(text) < 60, 'TIME_MINUTE'),
  ss: (text) => unless(Number(text) < 60, 'TIME_SECOND'),
  iso3166: (text) => unless(COUNTRY_NUMBERS.has(text), 'COUNTRY'),
  iso3166999: (text) => unless(text === '999' || COUNTRY_NUMBERS.has(text), 'COUNTRY'),
  iso3166alpha2: (text) => unless(COUNTRY_LETTERS.has(text), 'COUNTRY'),
  iso4217: (text) => unless(CURRENCY_NUMBERS.has(text), 'CURRENCY'),
  iso5218: (text) => unless('0129'.includes(text), 'SEX'),
  mediatype: (text) => unless(MEDIA_TYPES.has(text), 'MEDIA_TYPE'),
  packagetype: (text) => unless(PACKAGE_TYPES.has(text), 'PACKAGE_TYPE'),
  pcenc: (text) => unless(/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(text) && !/%00/.test(text), 'PERCENT_SEQUENCE'),
  yesno: (text) => unless(text === '0' || text === '1', 'YES_NO'),
  latitude: (text) => unless(Number(text) <= 1_800_000_000, 'LAT_LON'),
  longitude: (text) => unless(Number(text) <= 3_600_000_000, 'LAT_LON'),
  hyphen: (text) => unless(text === '-', 'HYPHEN'),
  importeridx: (text) => unless(/^[-0-9A-Z_a-z]$/.test(text), 'IMPORTER_INDEX'),
  nonzero: (text) => unless(/[1-9]/.test(text), 'ZERO_NOT_ALLOWED'),
  zero: (text) => unless(/^0+$/.test(text), 'ZERO_REQUIRED'),
  nozeroprefix: (text) => unless(text === '0' || !text.startsWith('0'), 'LEADING_ZERO'),
  winding: (text) => unless('019'.includes(text), 'WINDING'),
  pieceoftotal: (text) => positionIssue(text.slice(0, 2), text.slice(2), 'PIECE_OF_TOTAL'),
  posinseqslash: (text) =>
    /^[0-9]\/[0-9]$/.test(text) ? positionIssue(text.charAt(0), text.charAt(2), 'POSITION_IN_SEQUENCE') : 'POSITION_IN_SEQUENCE',
  iban: (text) => unless(isIban(text), 'IBAN'),
  hasnondigit: (text) => unless(/[^0-9]/.test(text), 'NON_DIGIT_REQUIRED'),
  couponcode: (text) => unless(isCouponCode(text), 'COUPON'),
  couponposoffer: (text) => unless(isCouponOffer(text), 'COUPON'),
};

/** The check characters of a GMN (GenSpecs 7.9.5): primes as weights from the right, modulo 1021, two characters of 32. */
export function checkPair(body: string): string | undefined {
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const weight = PRIMES[body.length - 1 - index];
    const value = CSET82.indexOf(body.charAt(index));
    if (weight === undefined || value < 0) return undefined;
    sum += weight * value;
  }
  const rest = sum % 1021;
  return CSET32.charAt(rest >> 5) + CSET32.charAt(rest & 31);
}

const CSET82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const CSET32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

function unless(holds: boolean, code: IssueCode): IssueCode | undefined {
  return holds ? undefined : code;
}

// 29 February is judged by the year alone: in both centuries that two digits can mean it is the same, but for 00 (2000 was leap, 2100 is not).
function dateIssue(year: number, text: string, monthAt: number, dayMin: number): IssueCode | undefined {
  const month = twoDigits(text, monthAt);
  const day = twoDigits(text, monthAt + 2);
  if (!(month >= 1 && month <= 12)) return 'DATE_MONTH';
  return unless(year >= 0 && day >= dayMin && day <= daysInMonth(year, month), 'DATE_DAY');
}

function twoDigits(text: string, start: number): number {
  const [tens, ones] = [digitAt(text, start), digitAt(text, start + 1)];
  return tens < 0 || ones < 0 ? NaN : tens * 10 + ones;
}

function positionIssue(position: string, total: string, code: IssueCode): IssueCode | undefined {
  if (Number(position) === 0 || Number(total) === 0) return 'ZERO_NOT_ALLOWED';
  return unless(Number(position) <= Number(total), code);
}

function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[0-9A-Z]{6,30}$/.test(text) || !COUNTRY_LETTERS.has(text.slice(0, 2))) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
