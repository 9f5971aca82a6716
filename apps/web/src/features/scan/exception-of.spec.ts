import { describe, expect, it } from 'vitest';
import { exceptionOf } from './exception-of';

describe('from a verdict to an exception', () => {
  it.each([
    [['NO_DATA_YET'], 'PRODUCT_NO_DATA'],
    [['ON_ITS_WAY'], 'PRODUCT_NO_DATA'],
    [['EXPIRED', 'LOT_MISMATCH'], 'MISALIGNMENT'],
    [['EXPIRY_MISMATCH'], 'MISALIGNMENT'],
    [['RECALLED'], null],
    [[], null],
  ])('%j is %s', (codes, kind) => expect(exceptionOf(codes)).toBe(kind));
});
