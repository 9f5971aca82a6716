import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of a CSV file', () => {
  it('quotes what would break it', () => {
    expect(csvLine(['a,b', 'say "no"', 3, true])).toBe('"a,b","say ""no""",3,true\r\n');
  });
  it('never begins a text as a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (sign, rest) => {
        expect(csvLine([sign + rest])).toMatch(/^"'/);
      }),
    );
  });
  it('can be read back to the cells it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }).filter((text) => !/^[=+\-@\t\r\n]/.test(text)), { minLength: 1 }), (cells) => {
        const line = csvLine(cells).slice(0, -2);
        const read = [...line.matchAll(/("(?:[^"]|"")*"|[^,"]*)(?:,|$)/g)].map(([, text = '']) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text));
        expect(read.slice(0, cells.length)).toEqual(cells);
      }),
    );
  });
});
