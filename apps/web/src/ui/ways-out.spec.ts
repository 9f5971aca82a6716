import { describe, expect, it } from 'vitest';
import { wayOut } from './ways-out';

describe('the way out of a refusal', () => {
  it('is that of its code', () => {
    expect(wayOut('UNIT_TWICE')).toBe('Name it once.');
  });

  it('is a step that always helps where the code has no words of its own', () => {
    expect(wayOut('A_CODE_OF_TOMORROW')).toContain('scan the unit with purpose Check');
  });
});
