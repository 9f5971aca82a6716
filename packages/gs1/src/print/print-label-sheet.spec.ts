import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { AiValue } from '../ai/message.ts';
import { decodeImage } from '../decode/index.ts';
import { decodeScan } from '../scan/decode-scan.ts';
import { toHri } from '../spelling/render.ts';
import { seeded } from '../testing/chance.ts';
import { fieldsFor, sorted, SYMBOLOGIES } from '../testing/print-run.ts';
import { printLabelSheet, type Label, type LabelSheetOptions } from './index.ts';

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const PIXELS_A_MM = 10;
const pack: readonly AiValue[] = [
  { ai: '01', value: '00300010123455' },
  { ai: '21', value: 'A(1)B' },
];
// The sheet of 21 labels, 63.5 by 38.1 mm, as it is sold
const SHEET = { symbology: 'gs1-datamatrix', columns: 3, rows: 7, marginMm: { x: 7.2, y: 15.1 }, gapMm: { x: 2.5, y: 0 } } as const;

function fileOf(labels: readonly Label[], options: LabelSheetOptions): string {
  const sheet = printLabelSheet(labels, options);
  if (!sheet.ok) throw new Error(sheet.issues[0]?.message);
  return Buffer.from(sheet.value).toString('latin1');
}

interface DrawnLabel {
  /** The upper left corner on its page. */
  readonly xMm: number;
  readonly yMm: number;
  readonly lines: string[];
  /** In millimetres from the page's upper left corner. */
  readonly rectangles: (readonly [left: number, top: number, right: number, bottom: number])[];
}

/** What the operators of each page draw: the file read as a reader of PDF would, as far as the operators used here go. */
function pagesOf(file: string): readonly (readonly DrawnLabel[])[] {
  const heights = [...file.matchAll(/\/MediaBox\[0 0 [0-9.]+ ([0-9.]+)\]/g)].map(([, height]) => Number(height));
  const contents = [...file.matchAll(/<<\/Length (\d+)>>stream\n/g)].map(({ 0: head, 1: length, index }) =>
    file.slice(index + head.length, index + head.length + Number(length)),
  );
  return contents.map((content, page) => labelsOf(content, heights[page] ?? 0));
}

function labelsOf(content: string, pageHeight: number): readonly DrawnLabel[] {
  const labels: DrawnLabel[] = [];
  const saved: { a: number; d: number; e: number; f: number }[] = [];
  let now = { a: 1, d: 1, e: 0, f: 0 };
  const mm = (x: number, y: number) => [((now.a * x + now.e) * 25.4) / 72, ((pageHeight - (now.d * y + now.f)) * 25.4) / 72] as const;
  let operands: string[] = [];
  for (const [token] of content.matchAll(/\((?:\\[^]|[^()\\])*\)|[^\s()]+/g)) {
    if (/^[-(/0-9.]/.test(token)) {
      operands.push(token);
      continue;
    }
    const [a = 0, , x = 0, d = 0, e = 0, f = 0] = operands.map(Number);
    const [, y = 0] = operands.map(Number);
    if (token === 'q') saved.push(now);
    else if (token === 'Q') now = saved.pop() ?? now;
    else if (token === 'cm') {
      now = { a: now.a * a, d: now.d * d, e: now.e + now.a * e, f: now.f + now.d * f };
      if (saved.length === 1) labels.push({ xMm: mm(0, 0)[0], yMm: mm(0, 0)[1], lines: [], rectangles: [] });
    } else if (token === 're') labels.at(-1)?.rectangles.push([...mm(a, y), ...mm(a + x, y + d)]);
    else if (token === 'Tj') labels.at(-1)?.lines.push((operands[0] ?? '').slice(1, -1).replace(/\\([^])/g, '$1'));
    else if (!['f', 'BT', 'ET', 'Tf', 'TL', 'Td', 'T*'].includes(token)) throw new Error(`${token} is not known here.`);
    operands = [];
  }
  return labels;
}

/** What a decoder sees where a label is. */
async function decoded({ rectangles, xMm, yMm }: DrawnLabel, widthMm: number, heightMm: number): Promise<string> {
  const [width, height] = [Math.round(widthMm * PIXELS_A_MM), Math.round(heightMm * PIXELS_A_MM)];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [left, top, right, bottom] of rectangles) {
    for (let y = Math.round((top - yMm) * PIXELS_A_MM); y < Math.round((bottom - yMm) * PIXELS_A_MM); y++)
      for (let x = Math.round((left - xMm) * PIXELS_A_MM); x < Math.round((right - xMm) * PIXELS_A_MM); x++)
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  const found = await decodeImage({ data, width, height }, { wasmBinary });
  const scan = found && decodeScan(found.text, { symbology: found.symbologyIdentifier });
  return scan?.ok && scan.value.kind !== 'plain' ? sorted(scan.value.message.elements) : 'nothing';
}

describe('a sheet of labels', () => {
  it.each(SYMBOLOGIES)(
    'bears symbols of kind %s that are read as they were asked for',
    async (symbology) => {
      const chance = seeded(6);
      const labels = Array.from({ length: 12 }, () => ({ fields: fieldsFor(symbology, chance) }));
      const grid = { columns: 1, rows: 5, moduleMm: 0.3, heightMm: 15 };
      const pages = pagesOf(fileOf(labels, { symbology, ...grid }));
      expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
      const seen: string[] = [];
      for (const label of pages.flat()) seen.push(await decoded(label, 210, 297 / 5));
      expect(seen).toEqual(labels.map(({ fields }) => sorted(fields)));
    },
    60_000,
  );
  it('has each label in its place, row by row, behind those that were used up', () => {
    const labels = Array.from({ length: 20 }, () => ({ fields: pack }));
    const pages = pagesOf(fileOf(labels, { ...SHEET, skip: 4 }));
    expect(pages.map((page) => page.length)).toEqual([17, 3]);
    const places = pages.map((page) => page.map(({ xMm, yMm }) => `${xMm.toFixed(1)} ${yMm.toFixed(1)}`));
    expect(places[0]?.slice(0, 3)).toEqual(['73.2 53.2', '139.3 53.2', '7.2 91.3']);
    expect(places[1]).toEqual(['7.2 15.1', '73.2 15.1', '139.3 15.1']);
  });
  it('draws a module as wide as was asked, with its quiet zone inside the label', () => {
    const [[label] = []] = pagesOf(fileOf([{ fields: pack }], { ...SHEET, moduleMm: 0.5 }));
    if (label === undefined) throw new Error('no label');
    const [first = [0, 0, 0, 0]] = label.rectangles;
    expect(first[3] - first[1]).toBeCloseTo(0.5, 3);
    const clear = Math.min(...label.rectangles.map(([left, top]) => Math.min(left - label.xMm, top - label.yMm)));
    expect(clear).toBeCloseTo(2 + 2 * 0.5, 3);
  });
  it('shows the fields and further lines, broken where the label ends, brackets and accents included', () => {
    const [[label] = []] = pagesOf(fileOf([{ fields: pack, lines: ['Müller \\ (50 mg)', 'x'.repeat(40)] }], { ...SHEET, text: true }));
    const [gtin, serial, name, ...long] = label?.lines ?? [];
    expect([gtin, serial, name]).toEqual([...toHri(pack), 'Müller \\ (50 mg)']);
    expect([long.length, long.join('')]).toEqual([2, 'x'.repeat(40)]);
    expect(pagesOf(fileOf([{ fields: pack }], { ...SHEET, text: false }))[0]?.[0]?.lines).toEqual([]);
  });
  it('is a file whose table leads to every object', () => {
    const file = fileOf(
      Array.from({ length: 30 }, () => ({ fields: pack, lines: ['Müller'] })),
      { ...SHEET, paper: 'letter', marginMm: { x: 5, y: 5 } },
    );
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
    const entries = [...file.slice(start).matchAll(/(\d{10}) 00000 n \n/g)].map(([, offset]) => Number(offset));
    expect(entries.map((offset, index) => file.startsWith(`${index + 1} 0 obj\n`, offset))).toEqual(Array.from({ length: 7 }, () => true));
    for (const [, length, at] of [...file.matchAll(/<<\/Length (\d+)>>stream\n/g)].map(
      ({ 0: head, 1: size, index }) => [head, Number(size), index + head.length] as const,
    ))
      expect(file.slice(at + length, at + length + 18)).toBe('\nendstream\nendobj\n');
  });
  it.each([
    ['a label too small for its symbol', [{ fields: pack }], { ...SHEET, columns: 20 }, 'LABEL_TOO_SMALL', 0],
    [
      'a label too small for its text',
      [{ fields: pack }, { fields: pack, lines: Array.from({ length: 20 }, () => 'more') }],
      SHEET,
      'LABEL_TOO_SMALL',
      1,
    ],
    ['a character that the font has not', [{ fields: pack, lines: ['Ω'] }], SHEET, 'TEXT_NOT_PRINTABLE', 0],
    ['a wrong field', [{ fields: pack }, { fields: [{ ai: '01', value: '00300010123456' }] }], SHEET, 'CHECK_DIGIT', 1],
    ['no label', [], SHEET, 'EMPTY', undefined],
  ] as const)('refuses %s, and says which', (_, labels, options, code, label) => {
    const sheet = printLabelSheet(labels, options);
    expect(sheet.ok ? [] : [sheet.issues[0]?.code, sheet.issues[0]?.params?.['label']]).toEqual([code, label]);
    expect(sheet.ok ? '' : sheet.issues[0]?.message).not.toContain('?');
  });
});
