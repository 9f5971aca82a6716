import { constants, crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_BYTES = 8;

/** The same picture in fewer bytes: of flat surfaces and letters, lines packed as they are take less than the differences that browsers pack. */
export function smallerPng(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header) throw new Error('a PNG without its header');
  const data = inflateSync(Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))));
  const channels = header[9] === 6 ? 4 : 3;
  const lines = unfiltered(data, header.readUInt32BE(0) * channels, channels);
  const packed = deflateSync(lines, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });
  return Buffer.concat([png.subarray(0, SIGNATURE_BYTES), chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}

/** Length, type, data and checksum, one after the other (PNG, ISO/IEC 15948, 5.3). */
function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Undoes the filters of 9.2: each byte was stored as its difference from the byte at its left, above it, or between. */
function unfiltered(data: Buffer, lineBytes: number, pixelBytes: number): Buffer {
  const lines = Buffer.alloc(data.length);
  for (let line = 0; line < data.length; line += lineBytes + 1) {
    const filter = data[line] ?? 0;
    for (let i = 1; i <= lineBytes; i += 1) {
      const left = i > pixelBytes ? (lines[line + i - pixelBytes] ?? 0) : 0;
      const above = line > 0 ? (lines[line + i - lineBytes - 1] ?? 0) : 0;
      const corner = line > 0 && i > pixelBytes ? (lines[line + i - lineBytes - 1 - pixelBytes] ?? 0) : 0;
      lines[line + i] = (data[line + i] ?? 0) + predicted(filter, { left, above, corner });
    }
  }
  return lines;
}

function predicted(filter: number, { left, above, corner }: { left: number; above: number; corner: number }): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [fromLeft, fromAbove, fromCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (fromLeft <= fromAbove && fromLeft <= fromCorner) return left;
  return fromAbove <= fromCorner ? above : corner;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}
