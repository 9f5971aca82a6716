import type { AiValue, Gs1Message } from '../ai/message.ts';
import { ok, type Result } from '../result.ts';
import { toHri } from '../spelling/render.ts';
import { darkRuns } from './dark-runs.ts';
import { encodeSymbol, type EncodeOptions, type SymbolModules, type Symbology } from './encode-symbol.ts';

export interface PrintOptions extends EncodeOptions {
  readonly symbology: Symbology;
  /** The width of one module. GenSpecs 5.12.3: 0.255-0.990 mm for a package's DataMatrix, 0.495-0.940 mm for a logistic GS1-128. */
  readonly moduleMm?: number;
  /** The height of a linear symbol. */
  readonly heightMm?: number;
  /** Whether the fields stand below for people to read. */
  readonly text?: boolean;
}

/** The SVG text of a symbol in its true size, its quiet zone around it. Refuses what `encodeSymbol` refuses. */
export function printSvg(message: Gs1Message | readonly AiValue[], options: PrintOptions): Result<string> {
  const symbol = encodeSymbol(message, options.symbology, options);
  return symbol.ok ? ok(svg(symbol.value, options.text === false ? [] : toHri(message), options)) : symbol;
}

function svg(symbol: SymbolModules, lines: readonly string[], options: PrintOptions): string {
  const { columns, rows, quietZone } = symbol;
  const linear = rows === 1;
  const { moduleMm = linear ? 0.495 : 0.4, heightMm = 25 } = options;
  const barHeight = linear ? heightMm / moduleMm : 1;
  const lineHeight = 2.5 / moduleMm;
  const longest = Math.max(0, ...lines.map((line) => line.length));
  const width = Math.max(columns + 2 * quietZone, Math.ceil(longest * lineHeight * 0.5) + 2 * quietZone);
  const top = quietZone + rows * barHeight;
  const height = top + quietZone + lines.length * lineHeight;
  const texts = lines
    .map((line, index) => `<text x="${quietZone}" y="${round(top + (index + 1) * lineHeight)}">${escape(line)}</text>`)
    .join('');
  const size = `width="${round(width * moduleMm)}mm" height="${round(height * moduleMm)}mm" viewBox="0 0 ${width} ${round(height)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#fff"/>` +
    `<path shape-rendering="crispEdges" d="${path(symbol, barHeight)}"/>` +
    (lines.length > 0 ? `<g font-family="monospace" font-size="${round(lineHeight * 0.8)}">${texts}</g>` : '') +
    '</svg>'
  );
}

// One rectangle for each run of dark modules in a row.
function path(symbol: SymbolModules, barHeight: number): string {
  const { quietZone } = symbol;
  const rectangles = darkRuns(symbol).map(
    ({ column, row, length }) => `M${quietZone + column} ${round(quietZone + row * barHeight)}h${length}v${round(barHeight)}h${-length}z`,
  );
  return rectangles.join('');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
