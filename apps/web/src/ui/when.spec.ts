import { describe, expect, it } from 'vitest';
import { formatDay, formatLocal } from './when';

describe('times as people read them', () => {
  it('shows an event on the clock of the place it happened at', () => {
    expect(formatLocal('2026-03-12T19:05:00Z', '-05:00')).toBe('12 Mar 2026, 14:05 (UTC-05:00)');
    expect(formatLocal('2026-03-12T19:05:00Z', '+05:30')).toBe('13 Mar 2026, 00:35 (UTC+05:30)');
  });

  it('says UTC when the event names no offset', () => {
    expect(formatLocal('2026-03-12T19:05:00Z', null)).toBe('12 Mar 2026, 19:05 (UTC)');
  });

  it('writes an expiry day with its month in letters, whatever the zone of the reader', () => {
    expect(formatDay('2027-03-04')).toBe('04 Mar 2027');
  });

  it('leaves alone what is no day', () => {
    expect(formatDay('270300')).toBe('270300');
  });
});
