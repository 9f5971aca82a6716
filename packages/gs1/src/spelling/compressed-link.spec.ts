import { describe, expect, it } from 'vitest';
import { decodeScan } from '../scan/decode-scan.ts';
import { drawn, seeded } from '../testing/chance.ts';
import { parseDigitalLink } from './digital-link.ts';
import { toBracketed } from './render.ts';

const read = (link: string) => {
  const scan = decodeScan(link);
  return scan.ok && scan.value.kind === 'gs1'
    ? { text: toBracketed(scan.value.message), codes: scan.warnings.map(({ code }) => code) }
    : scan;
};

describe('compressed Digital Links', () => {
  // Made with the toolkit of GS1, with its optimised sequences of AIs and without.
  it.each([
    ['GgCLs_5hfolCRno64MAA6g', '(01)00300010123455(10)A123(21)000117(17)250327'],
    ['AQCLs_5hfiCJQkYuejrkIMAA6g', '(01)00300010123455(10)A123(21)000117(17)250327'],
    ['LQCLs_5hfgAYZCypG_adyMB-F_k', '(01)00300010123455(3103)000195(21)SN-07(91)x/y'],
    ['nYVmywr8QIu0HIZe', '(414)0300011111215(254)32a/b'],
    ['gARMAwABCryZ', '(8004)0300010ABC99'],
    ['mmnTfTTTU9Dsx7', '(8010)030001PQ7(8011)123'],
  ])('reads %s, and says that it was compressed', (packed, text) => {
    const sorted = (fields: string) => fields.split(/(?=\()/).sort();
    const scan = read(`https://example.org/${packed}`);
    expect('text' in scan && { fields: sorted(scan.text), codes: scan.codes }).toEqual({ fields: sorted(text), codes: ['DL_COMPRESSED'] });
  });
  it('keeps the leading zeros of a numeric serial', () => {
    const scan = parseDigitalLink('https://example.org/GgCLs_5hfolCRno64MAA6g');
    expect(scan.ok && scan.value.serial).toBe('000117');
  });
  it('reads one whose key stands in the open, with what its query adds', () => {
    const bits = `00010111${(250_327).toString(2).padStart(20, '0')}00`;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const packed = (bits.match(/.{6}/g) ?? []).map((six) => alphabet.charAt(parseInt(six, 2))).join('');
    expect(read(`https://example.org/p/01/00300010123455/${packed}?91=A`)).toEqual({
      text: '(01)00300010123455(17)250327(91)A',
      codes: ['DL_COMPRESSED'],
    });
  });
  it('is refused with any one character changed, or reads as something else that is right in itself', () => {
    const packed = 'GgCLs_5hfolCRno64MAA6g';
    const changed = [...packed].map((_, place) =>
      parseDigitalLink(`https://example.org/${packed.slice(0, place)}A${packed.slice(place + 1)}`),
    );
    expect(changed.filter(({ ok }) => !ok).length).toBeGreaterThan(8);
    for (const result of changed) if (result.ok) expect(result.value.gtin).toMatch(/^[0-9]{14}$/);
  });
  it('hardly ever takes the name of a page for one', () => {
    const chance = seeded(6);
    const letters = 'abcdefghijklmnopqrstuvwxyz-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_';
    const names = Array.from({ length: 20_000 }, () =>
      Array.from({ length: 4 + drawn(chance, 24) }, () => letters[drawn(chance, 64)]).join(''),
    );
    const taken = names.filter((name) => parseDigitalLink(`https://example.org/${name}`).ok);
    expect(taken.length).toBeLessThan(10);
    for (const name of ['about', 'products', 'de/startseite', 'privacy-policy', 'AboutUs', 'index'])
      expect(read(`https://example.org/${name}`)).toMatchObject({ ok: true, value: { kind: 'plain' } });
  });
});
