import { describe, expect, it } from 'vitest';
import { expiryOf } from './expiry';

describe('expiry', () => {
  it('comes after the end of the printed day', () => {
    expect(expiryOf('2026-03-31', new Date(2026, 2, 31, 23, 59))).toBe('soon');
    expect(expiryOf('2026-03-31', new Date(2026, 3, 1, 0, 0))).toBe('expired');
  });

  it('is called soon ninety days ahead, over the turn of a year too', () => {
    expect(expiryOf('2027-01-31', new Date(2026, 11, 1))).toBe('soon');
    expect(expiryOf('2027-01-31', new Date(2026, 9, 1))).toBe('fine');
  });
});
