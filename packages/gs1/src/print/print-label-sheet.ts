import type { AiValue, Gs1Message } from '../ai/message.ts';
import { issue } from '../issues.ts';
import { fail, ok, type Result } from '../result.ts';
import { toHri } from '../spelling/render.ts';
import { darkRuns } from './dark-runs.ts';
import { encodeSymbol, type SymbolModules } from './encode-symbol.ts';
import { isPdfText, pdf, pdfString } from './pdf.ts';
import type { PrintOptions } from './print-svg.ts';

/** One label of a sheet. */
export interface Label {
  readonly fields: Gs1Message | readonly AiValue[];
  /** What else stands on it, below the fields: a product's name, a strength. */
  readonly lines?: readonly string[];
}

export interface LabelSheetOptions extends PrintOptions {
  readonly paper?: keyof typeof PAPERS | Size;
  readonly columns: number;
  readonly rows: number;
  /** The paper that stays blank left and right (x), above and below (y) the labels. */
  readonly marginMm?: { readonly x: number; readonly y: number };
  /** The paper between neighbouring labels. */
  readonly gapMm?: { readonly x: number; readonly y: number };
  /** How many labels of the first sheet are used up already. */
  readonly skip?: number;
  /** The height of a character. */
  readonly textMm?: number;
}

interface Size {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * The PDF file of sheets of labels, row by row, each sheet a page: the symbol in its true size, drawn as rectangles, with its fields and lines
 * right of it, or below it when it is linear. Nothing is made smaller to fit. Refuses what `encodeSymbol` refuses, a label that is too
 * small, and characters outside Latin-1; the parameter `label` of each issue says which label, from 0.
 */
export function printLabelSheet(labels: readonly Label[], options: LabelSheetOptions): Result<Uint8Array<ArrayBuffer>> {
  const { columns, rows, skip = 0 } = options;
  if (labels.length === 0) return fail(issue('EMPTY'));
  const paper = typeof options.paper === 'object' ? options.paper : PAPERS[options.paper ?? 'a4'];
  const cell = cellOf(paper, options);
  const pages: string[] = [];
  for (const [number, label] of labels.entries()) {
    const drawn = drawLabel(label, number, cell, options);
    if (!drawn.ok) {
      const [first = issue('EMPTY'), ...more] = drawn.issues.map((one) => ({ ...one, params: { ...one.params, label: number } }));
      return fail(first, ...more);
    }
    const place = number + skip;
    const [column, row] = [place % columns, Math.floor(place / columns) % rows];
    const { marginMm = { x: 0, y: 0 }, gapMm = { x: 0, y: 0 } } = options;
    const left = marginMm.x + column * (cell.widthMm + gapMm.x);
    const top = marginMm.y + row * (cell.heightMm + gapMm.y);
    const page = Math.floor(place / (columns * rows));
    pages[page] = `${pages[page] ?? ''}q 1 0 0 1 ${points(left)} ${points(paper.heightMm - top)} cm\n${drawn.value}Q\n`;
  }
  const [width, height] = [points(paper.widthMm), points(paper.heightMm)];
  return ok(pdf(Array.from(pages, (content = '') => ({ width, height, content }))));
}

const PAPERS = { a4: { widthMm: 210, heightMm: 297 }, letter: { widthMm: 215.9, heightMm: 279.4 } } as const;

// Blank all around inside a label, so that a sheet that slipped a little in the printer is still good.
const PADDING_MM = 2;

function cellOf(paper: Size, { columns, rows, marginMm = { x: 0, y: 0 }, gapMm = { x: 0, y: 0 } }: LabelSheetOptions): Size {
  return {
    widthMm: (paper.widthMm - 2 * marginMm.x - (columns - 1) * gapMm.x) / columns,
    heightMm: (paper.heightMm - 2 * marginMm.y - (rows - 1) * gapMm.y) / rows,
  };
}

/** The operators that draw a label whose upper left corner is at 0, 0. */
function drawLabel({ fields, lines = [] }: Label, label: number, cell: Size, options: LabelSheetOptions): Result<string> {
  const encoded = encodeSymbol(fields, options.symbology, options);
  if (!encoded.ok) return encoded;
  const symbol = encoded.value;
  const isLinear = symbol.rows === 1;
  const { moduleMm = isLinear ? 0.495 : 0.4, heightMm = 25, textMm = 2.2 } = options;
  const quietMm = symbol.quietZone * moduleMm;
  // Above and below bars nothing need stay blank.
  const quietAboveMm = isLinear ? 0 : quietMm;
  const barsMm = isLinear ? heightMm : symbol.rows * moduleMm;
  const taken = { widthMm: symbol.columns * moduleMm + 2 * quietMm, heightMm: barsMm + 2 * quietAboveMm };
  const room = { widthMm: cell.widthMm - 2 * PADDING_MM, heightMm: cell.heightMm - 2 * PADDING_MM };
  const textAt = isLinear ? { x: quietMm, y: taken.heightMm } : { x: taken.widthMm, y: 0 };
  const written = [...(options.text === false ? [] : toHri(fields)), ...lines];
  const foreign = written.find((line) => !isPdfText(line));
  if (foreign !== undefined) return fail(issue('TEXT_NOT_PRINTABLE', { value: foreign, params: { label } }));
  const across = Math.floor((room.widthMm - textAt.x) / (textMm * CHARACTER_WIDTH) + 1e-9);
  const broken = written.flatMap((line) => brokenInto(line, across));
  const neededMm = Math.max(taken.heightMm, textAt.y + broken.length * textMm * LINE_HEIGHT);
  if (taken.widthMm > room.widthMm + 1e-9 || neededMm > room.heightMm + 1e-9 || (written.length > 0 && across < 1))
    return fail(issue('LABEL_TOO_SMALL', { params: { label, widthMm: rounded(cell.widthMm), heightMm: rounded(cell.heightMm) } }));
  const drawing = drawSymbol(symbol, { x: PADDING_MM + quietMm, y: PADDING_MM + quietAboveMm, moduleMm, rowMm: barsMm / symbol.rows });
  return ok(drawing + drawText(broken, { x: PADDING_MM + textAt.x, y: PADDING_MM + textAt.y, textMm }));
}

// Of Courier, and of its size
const CHARACTER_WIDTH = 0.6;
const LINE_HEIGHT = 1.2;

interface SymbolPlace {
  readonly x: number;
  readonly y: number;
  readonly moduleMm: number;
  readonly rowMm: number;
}

// All modules are one path, filled at once: between rectangles filled one by one, screens show hairlines.
function drawSymbol(symbol: SymbolModules, { x, y, moduleMm, rowMm }: SymbolPlace): string {
  const path = darkRuns(symbol).map(({ column, row, length }) => `${column} ${row} ${length} 1 re\n`);
  return `q ${points(moduleMm)} 0 0 ${points(-rowMm)} ${points(x)} ${points(-y)} cm\n${path.join('')}f Q\n`;
}

function drawText(lines: readonly string[], { x, y, textMm }: { readonly x: number; readonly y: number; readonly textMm: number }): string {
  if (lines.length === 0) return '';
  const shown = lines.map((line) => `${pdfString(line)} Tj T*\n`).join('');
  return `BT /F1 ${points(textMm)} Tf ${points(textMm * LINE_HEIGHT)} TL ${points(x)} ${points(-y - textMm)} Td\n${shown}ET\n`;
}

function brokenInto(line: string, across: number): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < line.length; start += Math.max(1, across)) parts.push(line.slice(start, start + Math.max(1, across)));
  return parts;
}

// A PDF measures in points and writes no exponents.
function points(mm: number): number {
  return Math.round((mm * 72 * 10_000) / 25.4) / 10_000;
}

function rounded(mm: number): number {
  return Math.round(mm * 10) / 10;
}
