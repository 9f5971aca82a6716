import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

it('waits twice as long each time up to an hour, and up to half of it more by chance', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.integer({ min: 0, max: 255 }), (attempts, byte) => {
      const plain = Math.min(3_600_000, 1_000 * 2 ** Math.min(attempts, 20));
      const waits = backOffMs(attempts, () => Uint8Array.of(byte));
      expect(waits).toBeGreaterThanOrEqual(plain);
      expect(waits).toBeLessThan(plain * 1.5);
    }),
  );
});
