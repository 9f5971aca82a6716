import { describe, expect, it } from 'vitest';
import { scanLines } from './scan-lines';

describe('pasted barcodes', () => {
  it('are one a line, in order, each once', () => {
    expect(scanLines('(00)1\r\n\n (01)2(21)A \n(00)1\r(00)3')).toEqual(['(00)1', '(01)2(21)A', '(00)3']);
  });

  it('keep the separators inside a line', () => {
    expect(scanLines('0100300010123455\u001d21A\n')).toEqual(['0100300010123455\u001d21A']);
  });
});
