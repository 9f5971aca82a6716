import type { Chance } from '../platform/chance.ts';

/** How many packages of a lot at hand are to be verified: three or a tenth of them, whichever is more; all, where there are fewer than three (21 U.S.C. 360eee-1(d)(4)(A)(ii)(II)). */
export const sampleSize = (atHand: number): number => Math.min(atHand, Math.max(3, Math.ceil(atHand / 10)));

/** So many of these, drawn by chance, each as likely as any other. The list stays as it is. */
export function drawSample<T>(from: readonly T[], size: number, chance: Chance): T[] {
  const rest = [...from];
  for (let drawn = 0; drawn < size; drawn += 1) {
    const at = drawn + below(rest.length - drawn, chance);
    [rest[drawn], rest[at]] = [rest[at] as T, rest[drawn] as T];
  }
  return rest.slice(0, size);
}

/** A whole number below `end`, each as likely: what would favour the first ones is drawn again. */
function below(end: number, chance: Chance): number {
  const most = Math.floor(2 ** 32 / end) * end;
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = chance(4);
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (drawn < most) return drawn % end;
  }
}
