import type { AiValue, Gs1Message } from '../ai/message.ts';
import { ok, type Result } from '../result.ts';
import { encodeSymbol, type EncodeOptions, type Symbology } from './encode-symbol.ts';

/** An image, four bytes a pixel (red, green, blue, opacity): what a canvas takes. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

export interface PixelOptions extends EncodeOptions {
  readonly symbology: Symbology;
  /** Pixels a module. */
  readonly scale?: number;
}

/** A symbol as pixels, black on white, its quiet zone around it. A linear symbol is 60 modules high. */
export function printPixels(message: Gs1Message | readonly AiValue[], options: PixelOptions): Result<Pixels> {
  const symbol = encodeSymbol(message, options.symbology, options);
  if (!symbol.ok) return symbol;
  const { columns, rows, dark, quietZone } = symbol.value;
  const { scale = 4 } = options;
  const moduleRows = rows === 1 ? 60 : rows;
  const [width, height] = [(columns + 2 * quietZone) * scale, (moduleRows + 2 * quietZone) * scale];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = quietZone * scale; y < height - quietZone * scale; y++) {
    const row = rows === 1 ? 0 : Math.floor(y / scale) - quietZone;
    for (let x = quietZone * scale; x < width - quietZone * scale; x++) {
      if (dark[row * columns + Math.floor(x / scale) - quietZone] === 1) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return ok({ data, width, height });
}
