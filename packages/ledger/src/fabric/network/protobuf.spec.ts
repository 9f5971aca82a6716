import { describe, expect, it } from 'vitest';
import { field, message, valuesOf } from './protobuf.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('messages of Fabric', () => {
  it('give back the fields that were put in, in their order', () => {
    const long = 'x'.repeat(70_000);
    const bytes = message(field(1, 'first'), field(17, long), field(1, message(field(2, 'inner'))));
    expect(valuesOf(bytes, 1).map((each) => each.length)).toEqual([5, 7]);
    expect(text(valuesOf(valuesOf(bytes, 1)[1] as Uint8Array, 2)[0] as Uint8Array)).toBe('inner');
    expect(text(valuesOf(bytes, 17)[0] as Uint8Array)).toBe(long);
    expect(valuesOf(bytes, 3)).toEqual([]);
  });
  it('pass over numbers', () => {
    // Field 2 is the number 300, field 3 eight bytes, field 4 four.
    const numbers = [0x10, 0xac, 0x02, 0x19, ...Array<number>(8).fill(1), 0x25, ...Array<number>(4).fill(1)];
    expect(text(valuesOf(message(Uint8Array.from(numbers), field(5, 'after')), 5)[0] as Uint8Array)).toBe('after');
  });
  it('are refused when they are cut off', () => {
    const bytes = field(1, 'first');
    for (const length of [1, 3, bytes.length - 1]) expect(() => valuesOf(bytes.subarray(0, length), 1)).toThrow('a message ends within');
  });
});
