import { run } from './run.ts';

export const STEPS = 40;

/** Plays so many seeds from one on; a line for each that fails, with what replays it. */
export async function playSeeds({ count, from }: { from: number; count: number }): Promise<{ failures: string[]; accepted: number; refused: number; faults: number }> {
  const totals = { failures: [] as string[], accepted: 0, refused: 0, faults: 0 };
  for (let seed = from; seed < from + count; seed += 1) {
    const { accepted, failure, faults, refused } = await run({ seed, steps: STEPS });
    totals.accepted += accepted;
    totals.refused += refused;
    totals.faults += faults;
    if (failure) totals.failures.push(`SEED=${seed} step ${failure.step}: ${failure.what} (npm run simulate -- --seed ${seed} --steps ${STEPS})`);
  }
  return totals;
}
