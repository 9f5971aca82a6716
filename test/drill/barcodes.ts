import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compareWithBwip } from '../../packages/gs1/src/testing/differential.ts';
import { readDamaged } from '../../packages/gs1/src/testing/mutation-run.ts';
import { printAndDecode } from '../../packages/gs1/src/testing/print-run.ts';
import { readThroughWedges } from '../../packages/gs1/src/testing/wedge-run.ts';

export interface BarcodesDrill {
  /** How many damaged barcodes; a tenth as many messages are compared with bwip-js, a thousandth printed in every symbology. A million is the promise. */
  readonly count?: number;
  readonly print: (line: string) => void;
}

const SEED = 20_261_122;
const SLICE = 10_000;

/** Damages barcodes and reads them: none may throw or take 10 ms, and what is read must render back. Prints every failure with what brought it about. */
export function mutatedBarcodesDrill({ count = 1_000_000, print }: BarcodesDrill): { passed: number; failed: number } {
  const damaged = sliced(count, (size, seed) => {
    const { tried, accepted, failures, slowest, slowestMs } = readDamaged({ count: size, seed, clock: () => performance.now() });
    return { tried, accepted, failures, slowest: { text: slowest, took: slowestMs } };
  });
  const slowest = damaged.reports.map((report) => report.slowest).sort((one, other) => other.took - one.took)[0];
  print(
    `${count} damaged barcodes: ${damaged.sum('accepted')} read, ${damaged.failures.length} failures, the slowest ${slowest?.took.toFixed(1)} ms: ${JSON.stringify(slowest?.text)}`,
  );
  printFailures(damaged.failures, print);
  return { passed: damaged.sum('tried') - damaged.failures.length, failed: damaged.failures.length };
}

/** Damages barcodes, sends packages through keyboard wedges, compares verdicts with bwip-js, prints symbols and decodes them. Prints every failure with what brought it about. */
export async function barcodesDrill({ count = 1_000_000, print }: BarcodesDrill): Promise<{ passed: number; failed: number }> {
  const damaged = mutatedBarcodesDrill({ count, print });

  const wedges = readThroughWedges({ rounds: Math.max(1, Math.round(count / 5_000)), seed: SEED });
  print(
    `${wedges.tried} packages through wedges: ${wedges.repaired} repaired and listed, ${wedges.reported} reported as ambiguous with the true reading, ${wedges.failures.length} failures`,
  );

  const reasons = new Map<string, number>();
  const compared = sliced(Math.round(count / 10), (size, seed) => {
    const { accepted, explained, refused, unexplained } = compareWithBwip({ count: size, seed });
    for (const [reason, times] of explained) reasons.set(reason, (reasons.get(reason) ?? 0) + times);
    return { tried: size, accepted, refused, failures: unexplained };
  });
  print(
    `${compared.sum('tried')} messages beside bwip-js: ${compared.sum('accepted')} accepted, ${compared.failures.length} verdicts differ without a reason; with one:`,
  );
  for (const [reason, times] of reasons) print(`  ${times} · ${reason}`);

  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const printed = await printAndDecode({ count: Math.max(1, Math.round(count / 1_000)), seed: SEED, wasm: { wasmBinary } });
  print(`${printed.tried} symbols printed, decoded and compared, ${printed.failures.length} failures`);

  const failures = [...wedges.failures, ...compared.failures, ...printed.failures];
  printFailures(failures, print);
  const tried = wedges.tried + compared.sum('tried') + printed.tried;
  return { passed: damaged.passed + tried - failures.length, failed: damaged.failed + failures.length };
}

function printFailures(failures: readonly string[], print: (line: string) => void): void {
  for (const failure of failures.slice(0, 20)) print(`FAILED ${failure}`);
}

interface Report {
  readonly tried: number;
  readonly accepted: number;
  readonly failures: readonly string[];
}

/** Runs so many in slices, each with a seed of its own, so that one slice can be had again. */
function sliced<T extends Report>(count: number, run: (size: number, seed: number) => T) {
  const reports: T[] = [];
  for (let done = 0; done < count; done += SLICE) reports.push(run(Math.min(SLICE, count - done), SEED + done / SLICE));
  const sum = (name: 'tried' | 'accepted') => reports.reduce((total, report) => total + report[name], 0);
  return { reports, sum, failures: reports.flatMap((report) => report.failures) };
}
