import { utf8 } from '../../format/bytes.ts';

/** One field of a message whose value has a length: bytes, a text, or another message. */
export function field(number: number, value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === 'string' ? utf8(value) : value;
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** A message of these fields. */
export const message = (...fields: readonly Uint8Array[]): Uint8Array => Buffer.concat(fields);

/** The values of a field with a length, in the order in which they stand; other kinds of field are passed over. */
export function valuesOf(bytes: Uint8Array, wanted: number): Uint8Array[] {
  const values: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const kind = tag.value % 8;
    if (kind === 2) {
      const length = readVarint(bytes, tag.end);
      const end = length.end + length.value;
      if (end > bytes.length) throw new Error('a message ends within a field');
      if (Math.floor(tag.value / 8) === wanted) values.push(bytes.subarray(length.end, end));
      at = end;
    } else if (kind === 0) at = readVarint(bytes, tag.end).end;
    else if (kind === 1 || kind === 5) at = tag.end + (kind === 1 ? 8 : 4);
    else throw new Error(`a message has a field of the unknown kind ${kind}`);
  }
  return values;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let i = at, scale = 1; ; i += 1, scale *= 128) {
    const byte = bytes[i];
    if (byte === undefined || i - at > 9) throw new Error('a message ends within a number');
    value += (byte % 128) * scale;
    if (byte < 128) return { value, end: i + 1 };
  }
}
