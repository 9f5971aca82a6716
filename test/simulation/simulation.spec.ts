import { describe, expect, it } from 'vitest';
import { playSeeds, STEPS } from './play-seeds.ts';
import { run } from './run.ts';

describe('any sequence of commands, with crashes, repeats and a second process', () => {
  it('is answered as the model says, leaves the facts that it says, and breaks no invariant (seeds 1 to 100)', { timeout: 240_000 }, async () => {
    const { accepted, failures, faults, refused } = await playSeeds({ from: 1, count: 100 });
    expect(failures).toEqual([]);
    // Otherwise nothing was put to the test.
    expect(accepted).toBeGreaterThan(2_500);
    expect(refused).toBeGreaterThan(800);
    expect(faults).toBeGreaterThan(300);
  });
  it('is the same story from the same seed', async () => {
    const [one, again] = [await run({ seed: 7, steps: STEPS }), await run({ seed: 7, steps: STEPS })];
    expect(again).toEqual(one);
    expect(one.story).not.toEqual((await run({ seed: 8, steps: STEPS })).story);
  });
});
