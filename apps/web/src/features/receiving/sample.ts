/** Draws some of many at random, each as likely as the other (Fisher and Yates). Chance is given: `below(n)` is a whole number from 0 to n - 1. */
export function draw<T>(from: readonly T[], count: number, below: (n: number) => number): T[] {
  const left = [...from];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(below(left.length), 1));
  return drawn;
}

/** Chance of the browser's own, without the bias of a remainder. */
export function cryptoBelow(n: number): number {
  const limit = Math.floor(2 ** 32 / n) * n;
  for (;;) {
    const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (value < limit) return value % n;
  }
}
