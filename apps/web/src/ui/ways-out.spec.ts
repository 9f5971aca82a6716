import { describe, expect, it } from 'vitest';
import { wayOut } from './ways-out';

describe('the way out of a refusal', () => {
  it('is that of its code', () => {
    expect(wayOut('IN_TRANSIT')).toBe('Receive its shipment first.');
  });

  it('is a general one for a code that has none of its own', () => {
    expect(wayOut('NEVER_HEARD_OF')).toBe('Change what it names, then send again. If it looks right to you, scan the unit with purpose Check.');
  });
});
