import type { AiValue, Gs1Message } from '../ai/message.ts';
import { ok, type Result } from '../result.ts';
import { printPixels, type PixelOptions } from './print-pixels.ts';

export interface PngOptions extends PixelOptions {
  /** The width of one module in print, which the file carries as its resolution. */
  readonly moduleMm?: number;
}

/** The bytes of a PNG file, black on white, one bit a pixel. Refuses what `encodeSymbol` refuses. */
export async function printPng(message: Gs1Message | readonly AiValue[], options: PngOptions): Promise<Result<Uint8Array>> {
  const pixels = printPixels(message, options);
  if (!pixels.ok) return pixels;
  const { data, width, height } = pixels.value;
  const { scale = 4, moduleMm = 0.4 } = options;
  const perMetre = Math.round((scale * 1000) / moduleMm);
  const lines = new Uint8Array((1 + Math.ceil(width / 8)) * height);
  for (let y = 0; y < height; y++) {
    const line = y * (1 + Math.ceil(width / 8)) + 1;
    for (let x = 0; x < width; x++) {
      const at = line + (x >> 3);
      if ((data[(y * width + x) * 4] ?? 0) > 127) lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  // One bit, greyscale; resolution in pixels a metre
  const header = [...number(width), ...number(height), 1, 0, 0, 0, 0];
  const resolution = [...number(perMetre), ...number(perMetre), 1];
  return ok(
    Uint8Array.from([
      ...SIGNATURE,
      ...chunk('IHDR', header),
      ...chunk('pHYs', resolution),
      ...chunk('IDAT', await deflated(lines)),
      ...chunk('IEND', []),
    ]),
  );
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(name: string, content: Iterable<number>): readonly number[] {
  const body = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...content];
  return [...number(body.length - 4), ...body, ...number(crc(body))];
}

function number(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function crc(bytes: readonly number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}

// Both browsers and Node have this; no library is needed.
async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
