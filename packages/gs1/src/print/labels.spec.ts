import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toElementString } from '../spelling/render.ts';
import { toDigitalLink } from '../spelling/to-digital-link.ts';
import { seeded } from '../testing/chance.ts';
import { printAndDecode, SYMBOLOGIES } from '../testing/print-run.ts';
import { randomPack } from '../testing/wedge-run.ts';
import { encodeSymbol, printPixels, printPng, printZpl } from './index.ts';

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const gtin = (value: string) => [{ ai: '01', value }];

describe('every symbology', () => {
  it('is read again as it was printed (40 random messages each)', async () => {
    const report = await printAndDecode({ count: 40, seed: 2, wasm: { wasmBinary } });
    expect(report).toEqual({ tried: 40 * SYMBOLOGIES.length, failures: [] });
  }, 60_000);
  it.each([
    ['ean-upc', [...gtin('00300010123455'), { ai: '21', value: '1' }], 'NOT_IN_SYMBOLOGY'],
    ['ean-upc', gtin('10300010123452'), 'NOT_IN_SYMBOLOGY'],
    ['itf14', [{ ai: '00', value: '403000112345678901' }], 'NOT_IN_SYMBOLOGY'],
    ['dl-qrcode', [{ ai: '10', value: 'A' }], 'DL_NO_PRIMARY_KEY_TO_BUILD'],
    ['gs1-qrcode', [], 'EMPTY'],
  ] as const)('of kind %s refuses what it cannot carry (%#)', (symbology, fields, code) => {
    expect(encodeSymbol(fields, symbology)).toMatchObject({ ok: false, issues: [{ code }] });
  });
});

describe('a PNG file', () => {
  it('holds the very pixels, one bit each, and its resolution', async () => {
    const pack = randomPack(seeded(8));
    const [png, pixels] = [
      await printPng(pack, { symbology: 'gs1-datamatrix', scale: 3, moduleMm: 0.5 }),
      printPixels(pack, { symbology: 'gs1-datamatrix', scale: 3 }),
    ];
    if (!png.ok || !pixels.ok) throw new Error('not printed');
    const file = Buffer.from(png.value);
    const { data, width, height } = pixels.value;
    expect([file.subarray(1, 4).toString(), file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual(['PNG', width, height]);
    expect(file.readUInt32BE(file.indexOf('pHYs') + 4)).toBe(6_000);
    const at = file.indexOf('IDAT');
    const lines = inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)));
    const stride = 1 + Math.ceil(width / 8);
    const wrong = Array.from({ length: width * height }, (_, index) => index).filter((index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      return ((((lines[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1) !== (data[index * 4] === 255);
    });
    expect({ length: lines.length, wrong }).toEqual({ length: stride * height, wrong: [] });
  });
});

describe('a ZPL label', () => {
  const fieldData = (zpl: string) => /\^FO[0-9,]+\^B[^]*?\^FD([^]*?)\^FS/.exec(zpl)?.[1] ?? '';
  const chance = seeded(4);
  const packs = Array.from({ length: 200 }, () => randomPack(chance));

  it('gives the printer the element string, FNC1 in front, as a Data Matrix', () => {
    for (const pack of packs) {
      const zpl = printZpl(pack, { symbology: 'gs1-datamatrix' });
      const data = zpl.ok ? fieldData(zpl.value).replace(/_(_|1)/g, (_, escaped: string) => (escaped === '1' ? '\u001d' : '_')) : '';
      expect(data).toBe(`\u001d${toElementString(pack)}`);
      expect(zpl.ok && zpl.value).toMatch(/^\^XA\n[^]*\^BXN,3,200,,,,_,1\^FD_1[^]*\n\^XZ$/);
    }
  });
  it('gives it in code sets B and C as a GS1-128', () => {
    for (const pack of packs) {
      const short = pack.map(({ ai, value }) => ({ ai, value: ['21', '10'].includes(ai) ? value.slice(0, 5) : value })).slice(0, 3);
      const zpl = printZpl(short, { symbology: 'gs1-128' });
      if (!zpl.ok) throw new Error(zpl.issues[0]?.message);
      const coded = fieldData(zpl.value);
      const data = coded.slice(2).replace(/>([0568])/g, (_, code: string) => ({ 0: '>', 5: '', 6: '', 8: '\u001d' })[code] ?? '');
      expect([coded.slice(0, 4), data]).toEqual(['>;>8', `\u001d${toElementString(short)}`]);
      // In set C digits go by twos.
      for (const [, run = ''] of coded.slice(2).matchAll(/(?:^|>5)((?:[0-9]|>8)*)/g))
        for (const digits of run.split('>8')) expect(digits.length % 2).toBe(0);
    }
  });
  it('gives it the link as a QR Code, with its length', () => {
    const [pack = []] = packs;
    const [zpl, link] = [printZpl(pack, { symbology: 'dl-qrcode', copies: 3 }), toDigitalLink(pack)];
    expect(zpl.ok && link.ok && fieldData(zpl.value)).toBe(
      `MM,B${String(link.ok && link.value.length).padStart(4, '0')}${link.ok && link.value}`,
    );
    expect(zpl.ok && zpl.value).toContain('^PQ3');
  });
  it('is refused for a field that is wrong', () => {
    expect(printZpl(gtin('00300010123456'), { symbology: 'gs1-datamatrix' })).toMatchObject({ issues: [{ code: 'CHECK_DIGIT' }] });
  });
});
