import { hostileRun } from '../../apps/api/src/interop/testing/hostile-run.ts';
import { startTestCluster } from '../../apps/api/src/testing/test-cluster.ts';
import { Chance } from '../simulation/chance.ts';

/** So many documents that were changed to do harm: none brings the node down, none makes it look at a file or an address, and others wait at most twice as long. */
export async function hostileDrill({ count, print }: { count: number; print: (line: string) => void }): Promise<{ passed: number; failed: number }> {
  const cluster = await startTestCluster();
  try {
    const { failures, othersMs, sent, statuses } = await hostileRun({ clusterUrl: cluster.url, count, dice: new Chance(20_261_126) });
    print(`${sent} hostile documents: ${Object.entries(statuses).map(([status, times]) => `${times} answered ${status}`).join(', ')}`);
    print(`others wait ${othersMs.hostile.toFixed(1)} ms at the 99th percentile, beside sound documents ${othersMs.sound.toFixed(1)} ms`);
    const all = [...failures, ...(othersMs.hostile > 2 * othersMs.sound ? ['others wait more than twice as long'] : [])];
    for (const failure of all.slice(0, 20)) print(`FAILED ${failure}`);
    return { passed: sent + 1 - all.length, failed: all.length };
  } finally {
    await cluster.stop();
  }
}
