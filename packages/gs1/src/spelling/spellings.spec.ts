import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { resolveDate } from '../ai/date.ts';
import { validate } from '../ai/validate.ts';
import { validateItem } from '../ai/validate-item.ts';
import type { AiValue, Gs1Message } from '../ai/message.ts';
import type { Result } from '../result.ts';
import { parseBracketed } from '../scan/bracketed.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { parseElementString } from '../scan/element-string.ts';
import { parseDigitalLink } from './digital-link.ts';
import { fromEpcUrn } from './epc-urn.ts';
import { toBracketed, toElementString, toHri } from './render.ts';
import { toDigitalLink, unitLink } from './to-digital-link.ts';
import { prefixResolver, toEpcUrn } from './to-epc-urn.ts';
import { toScanData } from './to-scan-data.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const keyOf = (length: number) => digits(length - 1).map((body) => appendCheckDigit(body) ?? '');
const text = (max: number) => fc.stringMatching(/^[!-"%-?A-Z_a-z]+$/, { maxLength: max }).filter((value) => value.length <= max);
const date = fc
  .record({ year: fc.nat(99), month: fc.integer({ min: 1, max: 12 }), day: fc.nat(28) })
  .map(({ year, month, day }) => [year, month, day].map((part) => String(part).padStart(2, '0')).join(''));
const field = (ai: string, value: fc.Arbitrary<string>): fc.Arbitrary<AiValue> => value.map((made) => ({ ai, value: made }));
const rest = fc
  .subarray(['10', '17', '21', '11', '240', '715', '91'] as const)
  .chain((ais) => fc.tuple(...ais.map((ai) => field(ai, ai === '17' || ai === '11' ? date : text(20)))));
const aPack = fc
  .tuple(field('01', keyOf(14)), rest)
  .chain(([gtin, more]) => fc.shuffledSubarray([gtin, ...more], { minLength: more.length + 1 }));

function fields(result: Result<Gs1Message>): readonly AiValue[] | undefined {
  return result.ok ? result.value.elements.map(({ ai, value }) => ({ ai, value })) : undefined;
}
const one = (ai: string, value: string): AiValue => ({ ai, value });
const sorted = (pack: readonly AiValue[] | undefined) => [...(pack ?? [])].sort((left, right) => (left.ai < right.ai ? -1 : 1));

describe('spellings of a message', () => {
  it('gives the same fields back from an element string', () => {
    fc.assert(
      fc.property(aPack, (pack) => {
        expect(fields(parseElementString(toElementString(pack)))).toEqual(pack);
      }),
    );
  });
  it('gives the same fields back from bracketed text', () => {
    fc.assert(
      fc.property(aPack, (pack) => {
        expect(fields(parseBracketed(toBracketed(pack)))).toEqual(pack);
      }),
    );
  });
  it('gives the same fields back from a Digital Link, in canonical order whatever the order was', () => {
    fc.assert(
      fc.property(aPack, fc.webUrl({ validSchemes: ['https'], withQueryParameters: false, withFragments: false }), (pack, site) => {
        const stem = new URL(site).origin;
        const link = toDigitalLink(pack, { stem });
        expect(sorted(link.ok ? fields(parseDigitalLink(link.value)) : undefined)).toEqual(sorted(pack));
        expect(toDigitalLink([...pack].reverse(), { stem })).toEqual(link);
      }),
    );
  });
  it('gives the same package back from an EPC URN, with the length of its company prefix', () => {
    fc.assert(
      fc.property(keyOf(14), text(20), fc.integer({ min: 6, max: 12 }), (gtin, serial, gcpLength) => {
        const pack = [one('01', gtin), one('21', serial)];
        const urn = toEpcUrn(pack, gcpLength);
        const back = urn.ok ? fromEpcUrn(urn.value) : urn;
        expect(back.ok && { fields: fields({ ...back, value: back.value.message }), gcpLength: back.value.gcpLength }).toEqual({
          fields: pack,
          gcpLength,
        });
      }),
    );
  });
  it('gives the same logistic unit and place back from an EPC URN', () => {
    fc.assert(
      fc.property(
        keyOf(18),
        keyOf(13),
        fc.option(text(20).filter((value) => value !== '0')),
        fc.integer({ min: 6, max: 12 }),
        (sscc, gln, extension, gcpLength) => {
          for (const unit of [
            [one('00', sscc)],
            [one('417', gln)],
            [one('414', gln), ...(extension === null ? [] : [one('254', extension)])],
          ]) {
            const urn = toEpcUrn(unit, gcpLength);
            const back = urn.ok ? fromEpcUrn(urn.value) : urn;
            expect(back.ok && fields({ ...back, value: back.value.message })).toEqual(unit);
          }
        },
      ),
    );
  });
  it('gives the same fields back from what a scanner would send of any symbol that carries them', () => {
    fc.assert(
      fc.property(aPack, fc.constantFrom(']d2', ']C1', ']Q3', ']e0', ']J1', ']Q1', ']d1'), (pack, aim) => {
        const sent = toScanData(pack, aim);
        const scan = sent.ok ? decodeScan(sent.value) : sent;
        expect(scan.ok && scan.value.kind === 'gs1' && sorted(scan.value.message.elements.map(({ ai, value }) => ({ ai, value })))).toEqual(
          sorted(pack),
        );
      }),
    );
    for (const [aim, number] of [
      [']E0', '0300010123455'],
      [']I1', '00300010123455'],
    ] as const) {
      expect(toScanData([one('01', '00300010123455')], aim)).toMatchObject({ value: aim + number });
    }
    expect(toScanData([one('01', '00000012345670')], ']E4')).toMatchObject({ value: ']E412345670' });
    expect(toScanData([one('01', '10300010123452')], ']E0')).toMatchObject({ issues: [{ code: 'AIM_UNSUPPORTED' }] });
    expect(toScanData([one('01', '00300010123455'), one('21', 'A')], ']E0')).toMatchObject({ issues: [{ code: 'AIM_UNSUPPORTED' }] });
  });
  it('names one package by one link, whatever the order of its fields', () => {
    fc.assert(
      fc.property(aPack, (pack) => {
        expect(unitLink(pack)).toEqual(unitLink([...pack].reverse()));
      }),
    );
  });
  it('answers garbage with issues, never with an exception', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.string({ unit: fc.constantFrom(...']dCQ(){}0123789A\u001d%/:.?=&az^~') }),
      fc.tuple(fc.constantFrom('https://', 'urn:epc:id:', '(01)', ']d201', 'http://a/01/'), fc.string()).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(garbage, fc.constantFrom('strict' as const, 'tolerant' as const), (raw, mode) => {
        for (const result of [
          decodeScan(raw, { mode }),
          parseElementString(raw),
          parseBracketed(raw),
          parseDigitalLink(raw),
          fromEpcUrn(raw),
          resolveDate(raw),
        ]) {
          expect(result.ok || result.issues.length > 0).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
  it('never reads an element string that lost a separator as another message without a warning', () => {
    fc.assert(
      fc.property(
        keyOf(14),
        fc.stringMatching(/^[A-Z0-9]{4,8}$/),
        fc.stringMatching(/^[A-Z0-9]{4,8}$/),
        date,
        (gtin, serial, lot, expiry) => {
          const scan = decodeScan(`]d201${gtin}21${serial}17${expiry}10${lot}`);
          const named = scan.ok ? scan.warnings : scan.issues;
          expect(named.map(({ code }) => code)).toContain('SEPARATOR_LOST_SUSPECTED');
          expect(named.flatMap(({ candidates = [] }) => candidates)).toContain(`(01)${gtin}(21)${serial}(17)${expiry}(10)${lot}`);
        },
      ),
    );
  });
});

describe('EPC URNs', () => {
  it.each([
    ['urn:epc:id:sgtin:030001.0012345.11', '(01)00300010123455(21)11'],
    ['urn:epc:id:sgtin:030001.1012345.110', '(01)10300010123452(21)110'],
    ['urn:epc:id:sscc:030001.41234567890', '(00)403000112345678901'],
    ['urn:epc:id:sgln:030001.111121.0', '(414)0300011111215'],
    ['urn:epc:id:sgln:039999.999999.DOCK%2F4', '(414)0399999999991(254)DOCK/4'],
    ['urn:epc:id:pgln:039999.999999', '(417)0399999999991'],
    ['urn:epc:class:lgtin:030001.0012345.A123', '(01)00300010123455(10)A123'],
    ['urn:epc:idpat:sgtin:030001.0012345.*', '(01)00300010123455'],
    ['urn:epc:id:sgtin:030001.0012345.A.B', '(01)00300010123455(21)A.B'],
    ['urn:epc:id:upui:030001.0012345.51qIgY)%3C%26Jp3', '(01)00300010123455(235)51qIgY)<&Jp3'],
    ['urn:epc:id:grai:030001.111111.A%2F1', '(8003)00300011111116A/1'],
    ['urn:epc:idpat:grai:030001.111111.*', '(8003)00300011111116'],
    ['urn:epc:id:giai:030001.32a%2Fb', '(8004)03000132a/b'],
    ['urn:epc:id:gsrn:030001.41234567890', '(8018)030001412345678909'],
    ['urn:epc:id:gsrnp:030001.41234567890', '(8017)030001412345678909'],
    ['urn:epc:id:gdti:030001.111111.006847', '(253)0300011111116006847'],
    ['urn:epc:idpat:gdti:030001.111111.*', '(253)0300011111116'],
    ['urn:epc:id:sgcn:030001.111111.04711', '(255)030001111111604711'],
    ['urn:epc:id:cpi:030001.5PQ7%2FZ%2343.12345', '(8010)0300015PQ7/Z#43(8011)12345'],
    ['urn:epc:idpat:cpi:030001.5PQ7.*', '(8010)0300015PQ7'],
    ['urn:epc:id:ginc:030001.xyz3311cba', '(401)030001xyz3311cba'],
    ['urn:epc:id:gsin:030001.1234567890', '(402)03000112345678903'],
    ['urn:epc:id:itip:030001.0012345.01.02.987', '(8006)003000101234550102(21)987'],
    ['urn:epc:idpat:itip:030001.0012345.01.02.*', '(8006)003000101234550102'],
  ])('reads and writes %s', (urn, bracketed) => {
    const read = fromEpcUrn(urn);
    if (!read.ok) throw new Error(read.issues[0]?.message);
    expect(toBracketed(read.value.message)).toBe(bracketed);
    expect(toEpcUrn(read.value.message, prefixResolver(['030001', '039999']))).toMatchObject({ ok: true, value: urn });
  });
  it.each([
    ['urn:epc:id:sgtin:030001.0012345.98%22', '98"'],
    ['urn:epc:id:sgtin:030001.0012345.6789%2f%26%25%22!%3f()', '6789/&%"!?()'],
  ])('takes the escapes of %s in either case and writes capitals', (urn, serial) => {
    const read = fromEpcUrn(urn);
    expect(read.ok && read.value.message.serial).toBe(serial);
    expect(read.ok && toEpcUrn(read.value.message, 6)).toMatchObject({ value: urn.replace(/%../g, (escape) => escape.toUpperCase()) });
  });
  it.each([
    ['urn:epc:id:sgtin:03000.10012345.11', 'EPC_GCP_LENGTH'],
    ['urn:epc:id:sgtin:030001.012345.11', 'EPC_TOTAL_LENGTH'],
    ['urn:epc:id:sgtin:030001.0012345', 'EPC_COMPONENTS'],
    ['urn:epc:id:sscc:030001.41234567890.1', 'EPC_COMPONENTS'],
    ['urn:epc:id:sgtin:030001.0012345.A&B', 'EPC_ESCAPE'],
    ['urn:epc:id:sgtin:030001.0012345.A%41B', 'EPC_ESCAPE'],
    ['urn:epc:id:sgtin:030001.0012345.', 'EPC_CHARSET'],
    ['urn:epc:id:sgtin:030001.0012345.123456789012345678901', 'AI_TOO_LONG'],
    ['urn:epc:id:adi:W81X9C.3KL984PX1.2WMA52', 'EPC_SCHEME'],
    ['urn:epc:id:giai:0614141.a#b', 'EPC_ESCAPE'],
    ['urn:epc:id:sgcn:4012345.67890.A1', 'EPC_CHARSET'],
    ['urn:epc:id:itip:4012345.012345.1.02.987', 'EPC_CHARSET'],
    ['urn:epc:id:gsrn:0614141.123456789', 'EPC_TOTAL_LENGTH'],
  ])('refuses %s', (urn, code) => expect(fromEpcUrn(urn)).toMatchObject({ ok: false, issues: [{ code }] }));
  it('never guesses the length of a company prefix', () => {
    expect(toEpcUrn([one('00', '403000112345678901')], prefixResolver(['039999']))).toMatchObject({
      issues: [{ code: 'GCP_LENGTH_UNKNOWN' }],
    });
  });
});

describe('Digital Links', () => {
  it('writes the canonical link of a package', () => {
    expect(toDigitalLink([one('17', '250327'), one('21', '11'), one('01', '00300010123455')])).toMatchObject({
      value: 'https://id.gs1.org/01/00300010123455/21/11?17=250327',
    });
  });
  it('finds the key behind a path of the resolver, and reads old aliases with a warning', () => {
    const read = parseDigitalLink('https://example.com/some/path/gtin/00300010123455/ser/11');
    expect(read).toMatchObject({ ok: true, warnings: [{ code: 'DL_ALIAS_DEPRECATED' }, { code: 'DL_ALIAS_DEPRECATED' }] });
  });
  it('takes a plus in the path for a plus', () => {
    const read = parseDigitalLink('https://id.gs1.org/01/00300010123455/21/A+B');
    expect(read.ok && read.value.serial).toBe('A+B');
  });
  it.each([
    ['ftp://id.gs1.org/01/00300010123455', 'DL_SCHEME'],
    ['https:///01/00300010123455', 'DL_DOMAIN'],
    ['https://id.gs1.org/01/00300010123455/21/A%2', 'DL_CHARS'],
    ['https://id.gs1.org/about', 'DL_NO_KEY'],
    ['https://id.gs1.org/01/00300010123455/21/1/10/A', 'DL_QUALIFIER_ORDER'],
    ['https://id.gs1.org/01/00300010123455/21/1/21/1', 'DL_QUALIFIER_ORDER'],
    ['https://id.gs1.org/01/00300010123455/10/A/235/B', 'DL_QUALIFIER_ORDER'],
    ['https://id.gs1.org/01/00300010123455?21=11', 'DL_SHOULD_BE_IN_PATH'],
    ['https://id.gs1.org/01/00300010123455?17=250327&17=250327', 'DL_DUPLICATE_AI'],
    ['https://id.gs1.org/414/0300011111215?8020=A', 'DL_NOT_ATTRIBUTE'],
    ['https://id.gs1.org/01/00300010123455?17=', 'DL_EMPTY_VALUE'],
    ['https://id.gs1.org/01/00300010123455/21/A%00', 'DL_NULL'],
    ['https://id.gs1.org/01/00300010123455?0500=1', 'DL_NUMERIC_UNKNOWN_KEY'],
    ['https://id.gs1.org/01/00300010123455?240=A+B', 'CHARSET_82'],
  ])('refuses %s', (link, code) => {
    const read = parseDigitalLink(link);
    expect(read.ok ? [] : read.issues.map((found) => found.code)).toContain(code);
  });
  it('refuses to build one without a key', () =>
    expect(toDigitalLink([one('10', 'A')])).toMatchObject({ issues: [{ code: 'DL_NO_PRIMARY_KEY_TO_BUILD' }] }));
});

describe('messages', () => {
  it('prints them for people', () =>
    expect(toHri([one('01', '00300010123455'), one('21', '11')])).toEqual(['(01) 00300010123455', '(21) 11']));
  it('judges needs over all symbols of an item', () => {
    const label = [parseElementString('00403000112345678901'), parseElementString('02003000101234553712')].flatMap((read) =>
      read.ok ? [read.value] : [],
    );
    expect(label).toHaveLength(2);
    expect(validate(label[1] ?? [], { associations: 'symbol' })).toMatchObject([{ code: 'AI_REQUIRED', ai: '37' }]);
    expect(validateItem(label)).toEqual([]);
    expect(validateItem(label.slice(1))).toMatchObject([{ code: 'AI_REQUIRED' }]);
  });
  it.each([
    [2026, '250300', '2025-03-31', true],
    [2026, '240229', '2024-02-29', false],
    [2026, '760101', '2076-01-01', false],
    [2026, '770101', '1977-01-01', false],
    [2060, '100101', '2110-01-01', false],
    [undefined, '990101', '2099-01-01', false],
    [undefined, '000101', '2000-01-01', false],
  ])('with %s as reference reads %s as %s', (year, raw, lastDay, dayUnspecified) => {
    expect(resolveDate(raw, year)).toMatchObject({ ok: true, value: { lastDay, dayUnspecified } });
  });
  it.each([
    ['250229', 'DATE_DAY'],
    ['251301', 'DATE_MONTH'],
    ['25010', 'AI_TOO_SHORT'],
  ])('refuses the date %s', (raw, code) => {
    expect(resolveDate(raw)).toMatchObject({ ok: false, issues: [{ code }] });
  });
});
