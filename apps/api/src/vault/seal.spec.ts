import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemChance } from '../platform/chance.ts';
import { open, seal } from './seal.ts';

const key = systemChance(32);
const sealing = { key, purpose: 'signing-key 1', chance: systemChance };

describe('a sealed secret', () => {
  it('opens to what was sealed, and never seals the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (secret) => {
        const sealed = seal(secret, sealing);
        expect(open(sealed, sealing)).toEqual(Uint8Array.from(secret));
        expect(seal(secret, sealing)).not.toEqual(sealed);
      }),
    );
  });

  it('does not open when any one byte was changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, place, change) => {
        const sealed = seal(secret, sealing);
        const at = place % sealed.length;
        sealed[at] = (sealed[at] ?? 0) ^ change;
        expect(() => open(sealed, sealing)).toThrow();
      }),
    );
  });

  it('does not open with another key or as another thing', () => {
    const sealed = seal(Uint8Array.of(1, 2, 3), sealing);
    expect(() => open(sealed, { ...sealing, key: systemChance(32) })).toThrow('another vault key');
    expect(() => open(sealed, { ...sealing, purpose: 'signing-key 2' })).toThrow('another vault key');
    expect(() => open(sealed.subarray(0, 20), sealing)).toThrow('unknown form');
  });
});
