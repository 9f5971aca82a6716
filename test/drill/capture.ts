import { captureLoad, type LoadFigures } from '../../apps/api/src/interop/testing/capture-load.ts';
import { startTestCluster } from '../../apps/api/src/testing/test-cluster.ts';

/** A file of so many events, of one kind and of all: memory stays flat, the rate is at least a quarter of COPY's, and what is killed in the middle and sent again is stored once. */
export async function captureDrill({ count, print }: { count: number; print: (line: string) => void }): Promise<{ passed: number; failed: number }> {
  const cluster = await startTestCluster();
  let failed = 0;
  let passed = 0;
  const check = (holds: boolean, sentence: string): void => {
    if (holds) passed += 1;
    else failed += 1;
    if (!holds) print(`FAILED ${sentence}`);
  };
  try {
    for (const load of ['observed', 'mixed'] as const) {
      const figures = await captureLoad({ clusterUrl: cluster.url, count, load });
      print(`${load}: ${told(figures)}`);
      check(figures.growthMb.early <= 100 && figures.growthMb.late <= 100, `${load}: more than 100 MB above idle`);
      check(figures.growthMb.late <= figures.growthMb.early + FLAT_MB, `${load}: memory grows after the first 50,000 events`);
      check(figures.eventsPerSecond >= figures.copiedPerSecond / 4, `${load}: slower than a quarter of COPY`);
      check(figures.job.success && figures.stored === count, `${load}: ${figures.stored} of ${count} events are stored`);
    }
    const again = await captureLoad({ clusterUrl: cluster.url, count, load: 'mixed', killAfter: Math.floor(count / 3) });
    print(`killed and sent again: ${told(again)}`);
    check(again.stored === count, `killed and sent again: ${again.stored} of ${count} events are stored`);
  } finally {
    await cluster.stop();
  }
  return { passed, failed };
}

/** What the collector of garbage leaves lying between two of its rounds. */
const FLAT_MB = 20;

const told = ({ copiedPerSecond, count, eventsPerSecond, growthMb, idleMb }: LoadFigures): string =>
  `${count} events, ${Math.round(eventsPerSecond)} per s` +
  (copiedPerSecond > 0 ? ` (COPY ${Math.round(copiedPerSecond)} per s: ${Math.round((100 * eventsPerSecond) / copiedPerSecond)} %)` : '') +
  `; idle ${Math.round(idleMb)} MB, at most ${Math.round(growthMb.early)} MB above it before 50,000 events and ${Math.round(growthMb.late)} MB after`;
