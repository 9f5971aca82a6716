import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { decodeScan } from 'gs1-barcodes';
import { decodeImage } from 'gs1-barcodes/decode';
import { describe, expect, it } from 'vitest';
import { Completeness } from '../commands/receive/completeness.enum.ts';
import { pedigreePdf, type PrintedPedigree } from './pedigree-pdf.ts';

const step = (more: object = {}) => ({
  bizStep: 'receiving',
  eventTime: new Date('2026-03-12T19:05:00Z'),
  eventTimeZoneOffset: '-05:00',
  place: { name: 'Northside Pharmacy', gln: '0399997000030' },
  organisation: { name: 'Northside Pharmacy' },
  counterpart: { name: 'Meridian Distribution' },
  stated: false,
  historical: false,
  carried: true,
  container: '(00)003000100000000015',
  completeness: Completeness.INFERRED,
  txId: 'a'.repeat(64),
  blockNumber: 12,
  ...more,
});
const printed = (more: object = {}, steps = [step()]): PrintedPedigree => ({
  pedigree: { text: '(01)00300010123455(21)P1', product: { name: 'Epcistra', ndc: '0001-0123-45', gtin: '00300010123455', strength: '100 mg', dosageForm: 'TABLET' }, lot: 'P1', expiry: '2027-11-30', pedigree: { laterHidden: false, steps, ...more } },
  fields: [{ ai: '01', value: '00300010123455' }, { ai: '21', value: 'P/1' }],
  address: 'https://node.example.com',
  reader: 'Northside Pharmacy',
  madeAt: new Date('2026-05-05T12:00:00Z'),
});

describe('a pedigree on paper', () => {
  it('is the same to the byte for the same history, and another for another', async () => {
    expect((await pedigreePdf(printed())).equals(await pedigreePdf(printed()))).toBe(true);
    expect((await pedigreePdf(printed())).equals(await pedigreePdf(printed({ laterHidden: true })))).toBe(false);
  });

  it('carries a square code that a scanner reads as the link to its proof', async () => {
    const drawn = squares(await pedigreePdf(printed()));
    const side = Math.min(...drawn.map(({ w }) => w)) / 4;
    const left = Math.min(...drawn.map(({ x }) => x));
    const top = Math.min(...drawn.map(({ y }) => y));
    const size = 500;
    const data = new Uint8ClampedArray(size * size * 4).fill(255);
    for (const { w, x, y } of drawn)
      for (let row = Math.round((y - top) / side); row < Math.round((y - top + w) / side); row += 1)
        for (let column = Math.round((x - left) / side); column < Math.round((x - left + w) / side); column += 1) data.fill(0, ((row + 40) * size + column + 40) * 4, ((row + 40) * size + column + 40) * 4 + 3);
    const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const found = await decodeImage({ data, width: size, height: size }, { wasmBinary });
    expect(found?.text).toBe('https://node.example.com/01/00300010123455/21/P%2F1');
    const read = decodeScan(found?.text ?? '');
    expect(read.ok && read.value.kind === 'gs1' && read.value.message.serial).toBe('P/1');
  });

  it('goes on over as many pages as it takes', async () => {
    const pdf = await pedigreePdf(printed({}, Array.from({ length: 60 }, () => step())));
    expect(pdf.toString('latin1')).toMatch(/\/Count [4-9]/);
  });
});

/** The filled squares of the first page, in points from its upper left. */
function squares(pdf: Buffer): { x: number; y: number; w: number }[] {
  const text = pdf.toString('latin1');
  const from = text.indexOf('stream\n') + 'stream\n'.length;
  const content = inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).toString('latin1');
  return [...content.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(([, x, y, w]) => ({ x: Number(x), y: Number(y), w: Number(w) }));
}
