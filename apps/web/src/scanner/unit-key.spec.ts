import { describe, expect, it } from 'vitest';
import { unitKey } from './unit-key';

describe('the key of a unit', () => {
  it('is the same for every spelling of one package', () => {
    const spellings = [
      '010030001012345521SN0001',
      ']d2010030001012345517271231' + '10ABC\u001d21SN0001',
      '(01)00300010123455(21)SN0001',
      'https://id.gs1.org/01/00300010123455/21/SN0001',
      'urn:epc:id:sgtin:030001.0012345.SN0001',
    ];
    expect(spellings.map(unitKey)).toEqual(spellings.map(() => '01/00300010123455/21/SN0001'));
  });

  it('is the SSCC of a logistic unit', () => {
    expect(unitKey('urn:epc:id:sscc:030001.41234567890')).toBe('00/403000112345678901');
    expect(unitKey(']C100403000112345678901')).toBe('00/403000112345678901');
  });

  it('is absent where no single unit is named', () => {
    for (const text of ['', 'hello', '(01)00300010123455(10)LOT']) expect(unitKey(text)).toBeNull();
  });
});
