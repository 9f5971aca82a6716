import { describe, expect, inject, it } from 'vitest';
import { Chance } from '../../../../../test/simulation/chance.ts';
import { hostileRun } from '../testing/hostile-run.ts';

describe('2,000 documents that were changed to do harm', () => {
  it('bring the node down in no case, and never make it look at a file or an address', { timeout: 300_000 }, async () => {
    const { failures, statuses } = await hostileRun({ clusterUrl: inject('clusterUrl') as string, count: 2_000, dice: new Chance(6) });
    expect(failures).toEqual([]);
    expect(Object.keys(statuses).map(Number).sort()).toEqual([202, 400, 415]);
  });
});
