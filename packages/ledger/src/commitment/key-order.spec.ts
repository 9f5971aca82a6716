import { expect, it } from 'vitest';
import { inKeyOrder } from './key-order.ts';

const key = (digit: string): string => digit.repeat(64);

it('lists units by their keys, whoever issued them, and leaves the rest of a body as it is', () => {
  const named = (issuer: string, digit: string) => ({ unit: `${issuer.repeat(32)}/${key(digit)}`, chain: [], proofs: [] });
  const units = [named('a', '9'), named('b', '1'), named('a', '5')];
  const missing = [named('c', '8'), named('d', '7')];
  const body = { shipment: '0'.repeat(32), units, missing, extra: 0, condition: 'intact' as const };
  expect(inKeyOrder(body)).toEqual({ ...body, units: [named('b', '1'), named('a', '5'), named('a', '9')], missing: [named('d', '7'), named('c', '8')] });
  expect(body.units).toBe(units);
  expect(inKeyOrder({ recall: '0'.repeat(32) })).toEqual({ recall: '0'.repeat(32) });
});
it('lists the lines of a commission by their keys', () => {
  const line = (digit: string) => ({ unit: key(digit), height: 0, lots: [key('0')], contents: '' });
  expect(inKeyOrder({ units: [line('c'), line('a'), line('b')] })).toEqual({ units: [line('a'), line('b'), line('c')] });
});
