import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant, formatLocal, offsetOf } from './when';

describe('times as people read them', () => {
  it('shows an event on the clock of the place it happened at', () => {
    expect(formatLocal('2026-03-12T19:05:00Z', '-05:00')).toBe('12 Mar 2026, 14:05 (UTC-05:00)');
    expect(formatLocal('2026-03-12T19:05:00Z', '+05:30')).toBe('13 Mar 2026, 00:35 (UTC+05:30)');
  });

  it('shows an instant on the clock of the premises, in summer and in winter time, and names its offset', () => {
    expect(formatInstant('2026-01-15T03:05:09Z', 'America/New_York', true)).toBe('14 Jan 2026, 22:05:09');
    expect(formatInstant('2026-07-15T03:05:09Z', 'America/New_York')).toBe('14 Jul 2026, 23:05');
    expect([offsetOf('2026-01-15T03:05:09Z', 'America/New_York'), offsetOf('2026-07-15T03:05:09Z', 'America/New_York'), offsetOf('2026-07-15T03:05:09Z', 'Etc/UTC')]).toEqual(['UTC-05:00', 'UTC-04:00', 'UTC+00:00']);
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
