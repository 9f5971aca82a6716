/** Chance from a seed: the same seed gives the same draws (mulberry32). */
export class Chance {
  #state: number;

  constructor(...seeds: readonly number[]) {
    // Each part is stirred in, so that seed 1 step 2 and seed 2 step 1 are strangers.
    this.#state = 0x9e3779b9;
    for (const seed of seeds) {
      this.#state = Math.imul(this.#state ^ seed, 0x85ebca6b) + 0x165667b1;
      this.draw();
    }
  }

  /** From 0 up to, not including, 1. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from 0 to one less than the bound. */
  below(bound: number): number {
    return Math.floor(this.draw() * bound);
  }

  odds(probability: number): boolean {
    return this.draw() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[this.below(list.length)] as T;
  }

  /** One key of a table, by its weight. */
  weighed<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.draw() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
    return (entries.at(-1) as [K, number])[0];
  }

  /** Some of a list, in its order. */
  some<T>(list: readonly T[], most: number): T[] {
    const chosen = new Set<T>();
    for (let i = 0; i < most && list.length > 0; i += 1) chosen.add(this.pick(list));
    return list.filter((each) => chosen.has(each));
  }

  hex(bytes: number): string {
    let text = '';
    for (let i = 0; i < bytes; i += 1) text += this.below(256).toString(16).padStart(2, '0');
    return text;
  }
}
