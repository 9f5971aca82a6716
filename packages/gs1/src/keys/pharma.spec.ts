import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeScan } from '../scan/decode-scan.ts';
import { parsePpn, ppnFromPzn, pznFromPpn } from './ppn.ts';
import { ntinFromPzn, parsePzn, pznFromNtin } from './pzn.ts';

const aPzn = fc
  .stringMatching(/^[0-9]{7}$/)
  .map((body) => Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find((text) => parsePzn(text).ok))
  .filter((pzn) => pzn !== undefined);

describe('German numbers', () => {
  it('reads a PZN as it is printed', () => {
    for (const text of ['12345678', 'PZN 12345678', 'PZN - 12345678', 'PZN-12345678', '-12345678'])
      expect(parsePzn(text)).toMatchObject({ ok: true, value: '12345678' });
  });
  it('refuses a PZN with a wrong check digit', () => expect(parsePzn('12345679')).toMatchObject({ issues: [{ code: 'PZN_CHECK' }] }));
  it('makes the PPN and the NTIN of the coding rules', () => {
    expect(ppnFromPzn('12345678')).toMatchObject({ value: { text: '111234567842', agency: '11', number: '12345678' } });
    expect(ntinFromPzn('12345678')).toMatchObject({ value: '04150123456782' });
  });
  it('finds the PZN again in what was made of it', () => {
    fc.assert(
      fc.property(aPzn, (pzn) => {
        const [ppn, ntin] = [ppnFromPzn(pzn), ntinFromPzn(pzn)];
        expect(ppn.ok && pznFromPpn(ppn.value.text)).toMatchObject({ ok: true, value: pzn });
        expect(ntin.ok && pznFromNtin(ntin.value)).toMatchObject({ ok: true, value: pzn });
      }),
    );
  });
  it('notices any one digit of a PPN that changed', () => {
    fc.assert(
      fc.property(aPzn, fc.nat(11), fc.integer({ min: 1, max: 9 }), (pzn, place, shift) => {
        const ppn = ppnFromPzn(pzn);
        const text = ppn.ok ? ppn.value.text : '';
        expect(parsePpn(text.slice(0, place) + String((Number(text[place]) + shift) % 10) + text.slice(place + 1)).ok).toBe(false);
      }),
    );
  });
  it.each([
    [parsePpn('111234567843'), 'PPN_CHECK'],
    [parsePpn('11'), 'KEY_CHARSET'],
    [pznFromNtin('00300010123455'), 'NTIN_NOT_PZN'],
  ])('refuses what is none (%#)', (result, code) => expect(result).toMatchObject({ ok: false, issues: [{ code }] }));
});

describe('a symbol with a PPN', () => {
  const symbol = '[)>\u001e06\u001d9N111234567842\u001d1T1A234B5\u001dD150617\u001dS12345ABCDEF98765\u001e\u0004';

  it.each(['', ']d1'])('is read behind "%s"', (aim) => {
    expect(decodeScan(aim + symbol)).toMatchObject({
      ok: true,
      value: {
        kind: 'plain',
        ppn: { ppn: { pzn: '12345678' }, lot: '1A234B5', serial: '12345ABCDEF98765', expiry: { lastDay: '2015-06-17' } },
      },
    });
  });
  it.each([
    [symbol.replace('842', '843'), 'PPN_CHECK'],
    [symbol.replace('D150617', 'D151317'), 'DATE_MONTH'],
    [symbol.replace('1A234B5', '1A 234'), 'FORMAT_06'],
    [symbol.replace('\u001dS', '\u001dS1\u001dS'), 'FORMAT_06'],
    [symbol.replace('9N111234567842\u001d', ''), 'KEY_CHARSET'],
  ])('is refused when a field is wrong (%#)', (text, code) => expect(decodeScan(text)).toMatchObject({ ok: false, issues: [{ code }] }));
});
