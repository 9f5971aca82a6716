/** Draws numbers of [0, 1). The same seed draws the same numbers, so that a failure can be had again. */
export type Chance = () => number;

/** A chance that a seed settles. Good enough to test with, and for nothing that must not be guessed. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 to `below` - 1. */
export function drawn(chance: Chance, below: number): number {
  return Math.floor(chance() * below);
}

/** One of some things. */
export function oneOf<T>(chance: Chance, things: readonly T[]): T {
  const thing = things[drawn(chance, things.length)];
  if (thing === undefined) throw new Error('Nothing to choose from.');
  return thing;
}
