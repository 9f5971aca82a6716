import { cpuOfFiveHandoffs } from '../drill/five-handoffs.ts';
import type { Row } from './measure.ts';

/** Verifying a dossier of five handoffs through three containers beside the signatures of its steps alone. */
export async function dossierOfFiveHandoffs(): Promise<Row> {
  const { cpuMs, firstMs, signaturesMs, sizes } = await cpuOfFiveHandoffs();
  return {
    scenario: 'a dossier of five handoffs verified',
    unit: 'ms of CPU',
    limit: { name: 'its signatures alone', figure: signaturesMs },
    ours: cpuMs,
    moreIsBetter: false,
    note: `warm; the first in its process ${firstMs.toFixed(1)} ms; at most 2 ms is promised; ${(sizes.gzipped / 1_000).toFixed(1)} kB gzipped, proof part ${(sizes.proof / 1_000).toFixed(1)} kB of JSON`,
  };
}
