import { expect, it } from 'vitest';
import { playSeeds } from './play-seeds.ts';

// A file of its own, so that both halves of the seeds are played at the same time.
it('any sequence of commands is answered as the model says (seeds 101 to 200)', { timeout: 240_000 }, async () => {
  expect((await playSeeds({ from: 101, count: 100 })).failures).toEqual([]);
});
