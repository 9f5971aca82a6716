import { describe, expect, it } from 'vitest';
import { readLotRefs } from './lot-refs';

describe('lots to recall', () => {
  it('are read one a line, each once, however parted', () => {
    expect(readLotRefs('00300010123455 ABC1\n00300010123455,ABC1\r\n00300010123455;X-2\n').lots).toEqual([
      { gtin: '00300010123455', lot: 'ABC1' },
      { gtin: '00300010123455', lot: 'X-2' },
    ]);
  });

  it('are given back when the check digit is wrong, for a recall must not miss its lot', () => {
    expect(readLotRefs('00300010123456 ABC1\nABC1')).toEqual({ lots: [], wrong: ['00300010123456 ABC1', 'ABC1'] });
  });
});
