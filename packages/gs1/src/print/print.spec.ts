import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { AiValue } from '../ai/message.ts';
import { decodeImage } from '../decode/index.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { toBracketed } from '../spelling/render.ts';
import { printPixels, printSvg, type Symbology } from './index.ts';

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const pack: readonly AiValue[] = [
  { ai: '01', value: '00300010123455' },
  { ai: '21', value: 'A(10)B' },
  { ai: '17', value: '270331' },
  { ai: '10', value: 'A123' },
];

async function roundTrip(fields: readonly AiValue[], symbology: Symbology) {
  const printed = printPixels(fields, { symbology });
  if (!printed.ok) throw new Error(printed.issues[0]?.message);
  const found = await decodeImage(printed.value, { wasmBinary });
  if (found === undefined) throw new Error('nothing found');
  const scan = decodeScan(found.text, { symbology: found.symbologyIdentifier });
  const fromBytes = decodeScan(found.bytes, { symbology: found.symbologyIdentifier });
  return {
    aim: found.symbologyIdentifier,
    said: scan.ok && scan.value.kind === 'gs1' ? toBracketed(scan.value.message) : scan,
    same: fromBytes.ok && scan.ok && fromBytes.value.kind === scan.value.kind,
    warnings: scan.ok ? scan.warnings : scan.issues,
  };
}

describe('printed symbols', () => {
  it.each([
    ['gs1-datamatrix', ']d2'],
    ['gs1-128', ']C1'],
    ['gs1-qrcode', ']Q3'],
  ] as const)('of %s are read again from their pixels, a bracket in the serial included', async (symbology, aim) => {
    expect(await roundTrip(pack, symbology)).toEqual({ aim, said: toBracketed(pack), same: true, warnings: [] });
  });
  it('of a logistic unit are read again', async () => {
    const unit = [{ ai: '00', value: '403000112345678901' }];
    expect(await roundTrip(unit, 'gs1-128')).toEqual({ aim: ']C1', said: '(00)403000112345678901', same: true, warnings: [] });
  });
  it('are SVG in true size, with the fields below', () => {
    const svg = printSvg(pack, { symbology: 'gs1-datamatrix', moduleMm: 0.4 });
    expect(svg).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^<svg xmlns[^>]*mm"[^]*\(21\) A\(10\)B<\/text>[^]*<\/svg>$/) as string,
    });
  });
  it('draw in SVG the very modules that were encoded', () => {
    const svg = printSvg(pack, { symbology: 'gs1-datamatrix', text: false });
    const pixels = printPixels(pack, { symbology: 'gs1-datamatrix', scale: 1 });
    if (!svg.ok || !pixels.ok) throw new Error('not printed');
    const runs = [...svg.value.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, step) => Number(y) * pixels.value.width + Number(x) + step),
    );
    const dark = Array.from({ length: pixels.value.width * pixels.value.height }, (_, index) => index).filter(
      (index) => pixels.value.data[index * 4] === 0,
    );
    expect(runs.sort((one, other) => one - other)).toEqual(dark);
  });
  it('are refused when a field is wrong or does not fit', () => {
    expect(printSvg([{ ai: '01', value: '00300010123456' }], { symbology: 'gs1-datamatrix' })).toMatchObject({
      ok: false,
      issues: [{ code: 'CHECK_DIGIT' }],
    });
    const long = [...pack, { ai: '240', value: 'X'.repeat(30) }];
    expect(printSvg(long, { symbology: 'gs1-128' })).toMatchObject({ ok: false, issues: [{ code: 'TOO_LONG' }] });
  });
  it('are not found in a blank image', async () => {
    const blank = { data: new Uint8ClampedArray(40 * 40 * 4).fill(255), width: 40, height: 40 };
    expect(await decodeImage(blank, { wasmBinary })).toBeUndefined();
  });
});
