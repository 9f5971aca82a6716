import { run, type RunResult } from './run.ts';

/** Leaves out steps of a failing run as long as it still fails: the shortest story found within so many tries. */
export async function shrink({ seed, steps, tries = 150 }: { seed: number; steps: number; tries?: number }, first: RunResult): Promise<RunResult> {
  let best = first;
  const without = new Set<number>();
  const last = first.failure?.step ?? steps;
  let left = tries;
  for (let size = Math.ceil(last / 2); size >= 1 && left > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 1; from < last && left > 0; from += size) {
      const chunk = Array.from({ length: Math.min(size, last - from) }, (_, i) => from + i).filter((step) => !without.has(step));
      if (chunk.length === 0) continue;
      left -= 1;
      const attempt = await run({ seed, steps: last, without: new Set([...without, ...chunk]) });
      if (!attempt.failure || attempt.story.length >= best.story.length) continue;
      chunk.forEach((step) => without.add(step));
      best = attempt;
    }
  }
  return best;
}
