import { describe, expect, it } from 'vitest';
import type { Gs1Issue } from '../issues.ts';
import { toBracketed } from '../spelling/render.ts';
import { decodeScan, type ScanOptions } from './decode-scan.ts';

const PACK = '0100300010123455';
const GS = '\u001d';

function read(raw: string | Uint8Array, options?: ScanOptions) {
  const scan = decodeScan(raw, options);
  if (!scan.ok)
    return {
      codes: codes(scan.issues),
      text: undefined,
      repairs: [],
      candidates: scan.issues.flatMap((one) => one.candidates ?? []),
      kind: 'refused',
    };
  const { value, warnings } = scan;
  const text = value.kind === 'plain' ? value.text : toBracketed(value.message);
  return {
    codes: codes(warnings),
    text,
    repairs: value.repairs.map(({ code }) => code),
    candidates: value.candidates.map(toBracketed),
    kind: value.kind,
  };
}
const codes = (issues: readonly Gs1Issue[]) => issues.map(({ code }) => code);
const clean = { codes: [], repairs: [], candidates: [] };

describe('a scan of a package', () => {
  const said = '(01)00300010123455(21)11(17)250327(10)A123';
  const elements = `${PACK}2111${GS}1725032710A123`;

  it.each([']d2', ']C1', ']Q3', ']e0', ']J1', ''])('reads an element string behind %s', (aim) => {
    expect(read(aim + elements)).toEqual({ ...clean, kind: 'gs1', text: said });
  });
  it('gives GTIN, serial, lot and expiry', () => {
    const scan = decodeScan(`]d2${elements}`);
    if (!scan.ok || scan.value.kind !== 'gs1') throw new Error('not read');
    const { gtin, serial, lot, expiry } = scan.value.message;
    expect({ gtin, serial, lot, lastDay: expiry?.lastDay }).toEqual({
      gtin: '00300010123455',
      serial: '11',
      lot: 'A123',
      lastDay: '2025-03-27',
    });
  });
  it('reads bytes as well as text', () => {
    expect(read(Uint8Array.from([...`]d2${elements}`].map((character) => character.charCodeAt(0)))).text).toBe(said);
  });
  it('reads the same package from bracketed text, a Digital Link and an EPC URN', () => {
    expect(read('(01)00300010123455 (21)11 (17)250327 (10)A123').text).toBe(said);
    expect(read('https://example.com/p/01/00300010123455/10/A123/21/11?17=250327&linkType=all').text).toBe(
      '(01)00300010123455(10)A123(21)11(17)250327',
    );
    expect(read('urn:epc:id:sgtin:030001.0012345.11').text).toBe('(01)00300010123455(21)11');
  });
  it('reads an SSCC, also where its (00) was not typed', () => {
    expect(read(']C100403000112345678901').text).toBe('(00)403000112345678901');
    expect(read('403000112345678901')).toMatchObject({ kind: 'gs1', text: '(00)403000112345678901', candidates: ['(403)000112345678901'] });
  });
  it('takes off what scanners put around a scan, and says so', () => {
    expect(read(`\u0002]d2${elements}\u0003\r\n`)).toMatchObject({ text: said, repairs: ['FRAMING_STRIPPED', 'FRAMING_STRIPPED'] });
    expect(read(`${elements}\t`)).toMatchObject({ text: said, repairs: ['FRAMING_STRIPPED'] });
  });
  it('takes off nothing in strict mode', () => {
    expect(read(`]d2${elements}\r\n`, { mode: 'strict' })).toMatchObject({ kind: 'refused', codes: ['CONTROL_CHAR'] });
    expect(read(`]d2${elements}`, { mode: 'strict' })).toMatchObject({ kind: 'gs1', text: said });
  });
  it('tolerates one separator behind a fixed field and one at the end', () => {
    expect(read(`]d2${PACK}${GS}2111${GS}17250327${GS}10A123${GS}`)).toEqual({ ...clean, kind: 'gs1', text: said });
  });
  it('drops a leading or doubled separator and says so; strict refuses it', () => {
    expect(read(`]d2${GS}${PACK}2111${GS}${GS}1725032710A123`)).toMatchObject({
      text: said,
      codes: ['FNC1_MISPLACED', 'FNC1_MISPLACED'],
      repairs: ['FNC1_DROPPED', 'FNC1_DROPPED'],
    });
    expect(read(`]d2${GS}${elements}`, { mode: 'strict' })).toMatchObject({ kind: 'refused', codes: ['FNC1_MISPLACED'] });
  });
  it('tells where a value stood in the text that was given', () => {
    const raw = `\u0002]d2${PACK}21AB<GS>17250327`;
    const scan = decodeScan(raw, { profile: { separator: '<GS>' } });
    if (!scan.ok || scan.value.kind !== 'gs1') throw new Error('not read');
    expect(scan.value.message.elements.map(({ span }) => raw.slice(...span))).toEqual(['00300010123455', 'AB', '250327']);
  });
});

describe('a keyboard wedge that changes the separator', () => {
  const wedge = (separator: string) => `${PACK}2111${separator}1725032710A123`;
  const said = '(01)00300010123455(21)11(17)250327(10)A123';

  it.each([...'^~|{}[]@#$\\` ', '\u241d', '\u001e', '\u0000', '\u00e8', '\r', '\t', '€'])(
    'puts %j right and lists the repair',
    (separator) => {
      expect(read(wedge(separator))).toMatchObject({ text: said, repairs: ['SEPARATOR_SUBSTITUTED'], codes: ['SEPARATOR_SUBSTITUTED'] });
    },
  );
  it.each(['<GS>', '<F8>', '%1D', '{GS}', '[GS]', '<FNC1>'])('never guesses that %s is one', (separator) => {
    const scan = read(wedge(separator));
    expect(scan.codes).toContain('SEPARATOR_AMBIGUOUS');
    expect(scan.candidates).toContain(said);
  });
  it.each(['<GS>', '<F8>', '%1D', '{GS}', '[GS]', '^]'])('takes %s for one when the scanner profile says so', (separator) => {
    expect(read(wedge(separator), { profile: { separator } })).toEqual({ ...clean, kind: 'gs1', text: said, repairs: ['PROFILE_APPLIED'] });
  });
  it('takes off the prefix and suffix of the profile', () => {
    expect(read(`SCAN:${wedge(GS)};`, { profile: { prefix: 'SCAN:', suffix: ';' } })).toMatchObject({
      text: said,
      repairs: ['PROFILE_APPLIED', 'PROFILE_APPLIED'],
    });
  });
  it('refuses two kinds of strange characters, and one beside a true separator', () => {
    expect(read(`${PACK}2111^1725032710A|123`).codes).toContain('SEPARATOR_AMBIGUOUS');
    expect(read(`${PACK}21A^1${GS}17250327`)).toMatchObject({ kind: 'refused', codes: expect.arrayContaining(['CHARSET_82']) as string[] });
  });
  it('warns when ~1 may be what a label program writes for FNC1', () => {
    expect(read(`~1${PACK}2111`)).toMatchObject({
      codes: expect.arrayContaining(['SEPARATOR_AMBIGUOUS']) as string[],
      candidates: ['(01)00300010123455(21)11'],
    });
  });
  it('substitutes nothing in strict mode', () => expect(read(wedge('^'), { mode: 'strict' }).kind).toBe('refused'));
});

describe('a lost separator', () => {
  it('is suspected when a serial ends in what reads as the fields that are missing', () => {
    const scan = read(`]d2${PACK}2111A17250327`);
    expect(scan).toMatchObject({
      text: '(01)00300010123455(21)11A17250327',
      codes: ['SEPARATOR_LOST_SUSPECTED'],
      candidates: ['(01)00300010123455(21)11A(17)250327'],
    });
  });
  it('is suspected when a lot swallowed the serial', () => {
    expect(read(`]d2${PACK}1727033110ABC12321SN0001`)).toMatchObject({
      codes: ['SEPARATOR_LOST_SUSPECTED'],
      candidates: expect.arrayContaining(['(01)00300010123455(17)270331(10)ABC123(21)SN0001']) as string[],
    });
  });
  it('is suspected when a field has become too long, which is refused', () => {
    const scan = read(`]d2${PACK}21SERIAL000001172503271099A`);
    expect(scan).toMatchObject({ kind: 'refused', codes: ['AI_TOO_LONG', 'SEPARATOR_LOST_SUSPECTED'] });
    expect(scan.candidates).toContain('(01)00300010123455(21)SERIAL000001(17)250327(10)99A');
  });
  it('is suspected when a national number hangs on the serial', () => {
    expect(read(`]d2${PACK}1727033110A123${GS}21SN000171500012345`).candidates).toContain(
      '(01)00300010123455(17)270331(10)A123(21)SN0001(715)00012345',
    );
  });
  it('is not suspected on a complete package, whatever its serial looks like', () => {
    expect(read(`]d2${PACK}1727033110A1021X${GS}2110172112345`)).toEqual({
      ...clean,
      kind: 'gs1',
      text: '(01)00300010123455(17)270331(10)A1021X(21)10172112345',
    });
  });
});

describe('caps lock', () => {
  it('is proposed, never undone', () => {
    expect(read(`${PACK}21abc1`)).toMatchObject({
      text: '(01)00300010123455(21)abc1',
      codes: ['CASE_SWAPPED'],
      candidates: ['(01)00300010123455(21)ABC1'],
    });
    expect(read(`]D2${PACK}21aBc1`)).toMatchObject({
      text: '(01)00300010123455(21)aBc1',
      codes: ['CASE_SWAPPED'],
      candidates: ['(01)00300010123455(21)AbC1'],
    });
  });
});

describe('what is not an element string', () => {
  it.each([
    [']E00300010123455', 'ean-upc'],
    [']E412345670', 'ean-upc'],
    [']I110300010123452', 'itf14'],
    ['300010123455', 'ean-upc'],
  ])('reads %s as a GTIN', (raw, kind) =>
    expect(read(raw)).toMatchObject({ kind, text: expect.stringMatching(/^\(01\)\d{14}$/) as string }),
  );
  it('refuses a GTIN with a wrong check digit, even where its digits could be a bare lot', () => {
    expect(read('1012345678901')).toMatchObject({ kind: 'refused', codes: ['CHECK_DIGIT'], candidates: ['(10)12345678901'] });
  });
  it.each([`]d1${PACK}2111`, `]Q1${PACK}2111`, ']C0HELLO'])('keeps %s as plain text, for the symbol has no FNC1', (raw) => {
    expect(read(raw)).toMatchObject({ kind: 'plain', text: raw.slice(3), codes: ['PLAIN_SYMBOL'] });
  });
  it('reads a Digital Link in a plain symbol, and keeps another web address as text', () => {
    expect(read(']Q1https://id.gs1.org/01/00300010123455/21/11').text).toBe('(01)00300010123455(21)11');
    expect(read(']Q1https://example.com/about')).toMatchObject({ kind: 'plain', text: 'https://example.com/about' });
  });
  it.each([
    ['', 'EMPTY'],
    ['\r\n', 'EMPTY'],
    [']d2', 'EMPTY'],
    ['HELLO', 'NOT_GS1'],
    [']X0HELLO', 'AIM_UNSUPPORTED'],
    ['0'.repeat(9000), 'TOO_LONG'],
    [`${PACK.slice(0, -1)}6`, 'CHECK_DIGIT'],
    [`${PACK}17271331`, 'DATE_MONTH'],
    [`${PACK}17270230`, 'DATE_DAY'],
    [`${PACK}21`, 'AI_EMPTY'],
    [`${PACK}0500`, 'AI_UNKNOWN'],
    [`${PACK}3712`, 'AI_PAIR_INVALID'],
    [`${PACK}21A${GS}21B`, 'AI_REPEATED_DIFFERENT'],
    ['(01)0030001012345', 'AI_TOO_SHORT'],
    ['(01)00300010123455(21', 'BRACKET_SYNTAX'],
    ['(21)A(B)C', 'BRACKET_SYNTAX'],
    ['urn:epc:id:foo:1.2', 'EPC_SCHEME'],
    ['https://id.gs1.org/01/00300010123456', 'CHECK_DIGIT'],
  ])('refuses %j', (raw, code) => {
    const scan = read(raw);
    expect(scan.kind).toBe('refused');
    expect(scan.codes).toContain(code);
  });
});
