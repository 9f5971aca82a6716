import { describe, expect, it } from 'vitest';
import { addUnits } from './collected-units';

describe('collected units', () => {
  it('hold each unit once, whatever spelling it comes in', () => {
    const first = addUnits([], ['(00)403000112345678901']);
    const second = addUnits(first.units, ['urn:epc:id:sscc:030001.41234567890', '(01)00300010123455(21)A']);
    expect(second.units.map((unit) => unit.label)).toEqual(['SSCC 403000112345678901', 'GTIN 00300010123455, serial A']);
    expect(second.again).toEqual(['urn:epc:id:sscc:030001.41234567890']);
  });

  it('give back what names no unit, so that nothing is left out unseen', () => {
    expect(addUnits([], ['nonsense', '(00)403000112345678902'])).toEqual({
      units: [],
      unreadable: ['nonsense', '(00)403000112345678902'],
      again: [],
    });
  });
});
