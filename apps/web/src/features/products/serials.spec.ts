import { describe, expect, it } from 'vitest';
import { readSerials } from './serials';

describe('serials from a list', () => {
  it('are one a line, each once', () => {
    expect(readSerials('A1\n\r\nB2\nA1\n')).toMatchObject({ serials: ['A1', 'B2'], repeated: 1, wrong: [] });
  });

  it('come from the column that a CSV file names, in quotes or not', () => {
    expect(readSerials('\uFEFFgtin;Serial Number;note\n1;"X9";a\n1;Y8;b').serials).toEqual(['X9', 'Y8']);
  });

  it('may hold a comma or a semicolon where no header speaks of columns', () => {
    expect(readSerials('A,1\nB;2').serials).toEqual(['A,1', 'B;2']);
  });

  it('are named with their line when they cannot be serials', () => {
    expect(readSerials('OK\nhas space\n123456789012345678901\ncaf\u00e9').wrong.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('are remarked on when each follows the one before, for the next is then easily guessed', () => {
    const inOrder = Array.from({ length: 50 }, (_, index) => `SN${1000 + index}`);
    expect(readSerials(inOrder.join('\n')).sequential).toBe(true);
    expect(readSerials(inOrder.map((serial, index) => `${serial}${(index * 7919) % 97}`).join('\n')).sequential).toBe(false);
  });
});
