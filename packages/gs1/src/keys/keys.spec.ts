import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCheckDigit, checkDigit, hasCheckDigit } from './check-digit.ts';
import { formatGtin, parseGtin } from './gtin.ts';
import { parseGln } from './gln.ts';
import { gtinOfNdc, ndcFromGtin, parseNdc } from './ndc.ts';
import { parseSgln } from './sgln.ts';
import { formatSgtin, parseSgtin } from './sgtin.ts';
import { parseSscc } from './sscc.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

describe('check digits', () => {
  it.each(['00300010123455', '10300010123452', '0300011111215', '0399999999991', '0300011111116', '0399993456780', '403000112345678901'])(
    'accepts %s, which is printed in a partner file',
    (number) => expect(hasCheckDigit(number)).toBe(true),
  );
  it.each(['00361414567894', '0321012345676'])('accepts %s of the Lightweight Messaging Standard', (number) =>
    expect(parseGtin(number).ok).toBe(true),
  );
  it('refuses 0312231245676 and says which digit was expected', () => {
    expect(parseGtin('0312231245676')).toMatchObject({ ok: false, issues: [{ code: 'CHECK_DIGIT', params: { actual: '6' } }] });
  });
  it('notices any one digit that changed', () => {
    fc.assert(
      fc.property(digits(13), fc.nat(13), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const number = appendCheckDigit(body) ?? '';
        const changed = String((Number(number[place]) + shift) % 10);
        expect(hasCheckDigit(number.slice(0, place) + changed + number.slice(place + 1))).toBe(false);
      }),
    );
  });
  it('notices swapped neighbours unless they differ by five', () => {
    fc.assert(
      fc.property(digits(17), fc.nat(16), (body, place) => {
        const number = appendCheckDigit(body) ?? '';
        const [one = '', other = ''] = [number[place], number[place + 1]];
        const swapped = number.slice(0, place) + other + one + number.slice(place + 2);
        expect(hasCheckDigit(swapped)).toBe(one === other || Math.abs(Number(one) - Number(other)) === 5);
      }),
    );
  });
  it('gives no check digit for what is no number', () => expect([checkDigit(''), checkDigit('12a')]).toEqual([undefined, undefined]));
});

describe('keys', () => {
  it('keeps every GTIN in its 14 digits and prints it in its own', () => {
    const gtin = parseGtin('300010123455');
    expect(gtin).toMatchObject({ ok: true, value: '00300010123455' });
    if (gtin.ok)
      expect([formatGtin(gtin.value, 12), formatGtin(gtin.value, 13), formatGtin(gtin.value, 8)]).toEqual([
        '300010123455',
        '0300010123455',
        '00300010123455',
      ]);
  });
  it('refuses a GTIN of nine digits, a letter, and nothing', () => {
    expect(['123456789', '0030001012345X', ''].map((text) => parseGtin(text).ok)).toEqual([false, false, false]);
  });
  it('reads an SSCC and a GLN', () => {
    expect([parseSscc('403000112345678901').ok, parseSscc('(00)403000112345678901').ok, parseGln('0300011111215').ok]).toEqual([
      true,
      true,
      true,
    ]);
  });
  it('takes the extension "0" of a place for none', () => {
    expect(parseSgln({ gln: '0300011111215', extension: '0' })).toMatchObject({ value: { gln: '0300011111215' } });
    expect(parseSgln({ gln: '0300011111215', extension: 'DOCK 4' })).toMatchObject({ ok: false, issues: [{ code: 'KEY_CHARSET' }] });
  });
  it('names a package by one canonical link, whatever characters its serial holds', () => {
    const package_ = parseSgtin({ gtin: '00300010123455', serial: '6789/&%"!?()' });
    expect(package_.ok && formatSgtin(package_.value)).toBe('https://id.gs1.org/01/00300010123455/21/6789%2F%26%25%22!%3F()');
  });
  it('refuses a serial that is empty, too long, or not of character set 82', () => {
    expect(['', 'A'.repeat(21), 'A^B', 'é'].map((serial) => parseSgtin({ gtin: '00300010123455', serial }).ok)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('NDC', () => {
  it.each([
    ['0001-0123-45', '4-4-2', '00001012345', '00300010123455'],
    ['50242-040-62', '5-3-2', '50242004062', '00350242040624'],
    ['0591-0369-01', '4-4-2', '00591036901', '00305910369019'],
    ['12345-6789-0', '5-4-1', '12345678900', '00312345678906'],
  ])('reads %s as %s', (text, format, ndc11, gtin14) =>
    expect(parseNdc(text)).toMatchObject({ ok: true, value: { format, ndc11, gtin14 } }),
  );
  it('reads the billing form and gives no GTIN for it, since the dropped zero may sit in any part', () => {
    expect(parseNdc('00001012345')).toMatchObject({ value: { text: '00001-0123-45', format: '5-4-2', ndc11: '00001012345' } });
    expect(parseNdc('00001-0123-45').ok && 'gtin14' in (parseNdc('00001-0123-45') as { value: object }).value).toBe(false);
  });
  it('refuses ten digits without hyphens and names the three readings', () => {
    expect(parseNdc('0001012345')).toMatchObject({
      issues: [{ code: 'NDC_AMBIGUOUS', candidates: ['0001-0123-45', '00010-123-45', '00010-1234-5'] }],
    });
  });
  it('refuses other widths, unless they are asked for', () => {
    expect(parseNdc('123456-7890-12')).toMatchObject({ issues: [{ code: 'NDC_FORMAT' }] });
    expect(parseNdc('123456-7890-12', ['6-4-2'])).toMatchObject({ value: { format: '6-4-2' } });
  });
  it('gives the GTIN of the case', () => {
    const ndc = parseNdc('0001-0123-45');
    expect(ndc.ok && gtinOfNdc(ndc.value, 1)).toBe('10300010123452');
  });
  it('finds in a GTIN every NDC that was put into it', () => {
    fc.assert(
      fc.property(digits(10), fc.constantFrom([4, 4], [5, 3], [5, 4]), fc.nat(8), (body, [labeler = 0, product = 0], indicator) => {
        const text = `${body.slice(0, labeler)}-${body.slice(labeler, labeler + product)}-${body.slice(labeler + product)}`;
        const ndc = parseNdc(text);
        if (!ndc.ok) throw new Error(text);
        const candidates = ndcFromGtin(gtinOfNdc(ndc.value, indicator) ?? '');
        expect(candidates.ok && candidates.value.map((candidate) => candidate.text)).toContain(text);
      }),
    );
  });
  it('finds none in a GTIN that holds none', () =>
    expect(ndcFromGtin('09521234543213')).toMatchObject({ issues: [{ code: 'NDC_NOT_IN_GTIN' }] }));
});
