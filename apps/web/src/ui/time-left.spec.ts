import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left';

const NOW = Date.parse('2026-11-26T12:00:00Z');

describe('the time that is left', () => {
  it.each([
    ['2026-11-27T12:00:00Z', { over: false, hours: 24, minutes: 0 }],
    ['2026-11-26T12:59:59Z', { over: false, hours: 0, minutes: 59 }],
    ['2026-11-26T12:00:00Z', { over: false, hours: 0, minutes: 0 }],
    ['2026-11-26T11:59:00Z', { over: true, hours: 0, minutes: 1 }],
    ['2026-11-25T10:30:00Z', { over: true, hours: 25, minutes: 30 }],
  ])('until %s', (due, left) => {
    expect(timeLeft(due, NOW)).toEqual(left);
  });
});
