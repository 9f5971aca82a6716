import type { Chance } from '../platform/chance.ts';

const FIRST_MS = 1_000;
const MOST_MS = 3_600_000;

/** How long until the next try after so many: twice as long each time up to an hour, and up to half of it more by chance, so that many do not come at once. */
export function backOffMs(attempts: number, chance: Chance): number {
  const plain = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return plain + Math.floor(((chance(1)[0] ?? 0) / 256) * (plain / 2));
}

/** After so long nobody is asked again by itself. */
export const GIVE_UP_MS = 5 * 86_400_000;
