import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBracketed, toElementString } from '../spelling/render.ts';
import { calibrate, CALIBRATION_FIELDS } from './calibrate.ts';
import { decodeScan } from './decode-scan.ts';

const GS = '\u001d';
const sent = (separator: string) => toElementString(CALIBRATION_FIELDS, { fnc1: separator });

describe('the test symbol', () => {
  it('gives a profile with which every later scan is read', () => {
    const pack = [
      { ai: '01', value: '00300010123455' },
      { ai: '21', value: 'SN-07' },
      { ai: '17', value: '270331' },
      { ai: '10', value: 'A123' },
    ];
    const separator = fc.constantFrom(GS, '<GS>', '{GS}', '%1D', '^]', '<F8>', '~', '\u241d', '|');
    const framing = fc.constantFrom('', '\u0002', 'SCAN:', '#1 ', '>>');
    const end = fc.constantFrom('', '\r\n', '\t', ';', '\u0003');
    fc.assert(
      fc.property(separator, framing, fc.constantFrom('', ']d2'), end, (fnc1, prefix, aim, suffix) => {
        const profile = calibrate(prefix + aim + sent(fnc1) + suffix);
        if (!profile.ok) throw new Error(profile.issues[0]?.message);
        const scan = decodeScan(prefix + aim + toElementString(pack, { fnc1 }) + suffix, { profile: profile.value });
        expect(scan.ok && scan.value.kind === 'gs1' && toBracketed(scan.value.message)).toBe(toBracketed(pack));
        expect(scan.ok && scan.warnings).toEqual([]);
        expect(profile.warnings.map(({ code }) => code)).toEqual(aim === '' ? ['AIM_MISSING'] : []);
      }),
    );
  });
  it('is an empty profile of a scanner that changes nothing', () =>
    expect(calibrate(`]d2${sent(GS)}`)).toEqual({ ok: true, value: {}, warnings: [] }));
  it.each([
    [']d2' + sent(''), 'SEPARATOR_DROPPED'],
    [sent(GS).replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())), 'CASE_SWAPPED'],
    [sent(GS).replaceAll('/', '-').replaceAll('y', 'z').replaceAll('Y', 'Z'), 'KEYBOARD_LAYOUT'],
    ['0100300010123455', 'NOT_TEST_SYMBOL'],
    [sent(GS).slice(0, 12), 'NOT_TEST_SYMBOL'],
  ])('refuses %j with the setting to change', (received, code) =>
    expect(calibrate(received)).toMatchObject({ ok: false, issues: [{ code, severity: 'error' }] }),
  );
});
