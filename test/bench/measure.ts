import { cpus, loadavg } from 'node:os';

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Row {
  readonly scenario: string;
  readonly unit: string;
  readonly limit: { readonly name: string; readonly figure: number };
  readonly ours: number;
  /** Whether more is better, which settles how the ratio is read. */
  readonly moreIsBetter: boolean;
  readonly note?: string;
}

/** Runs limit and ours in turn, so that a noisy machine disturbs both, and keeps the medians. */
export async function paired(rounds: number, limit: () => Promise<number> | number, ours: () => Promise<number> | number): Promise<{ limit: number; ours: number }> {
  const figures = { limit: [] as number[], ours: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    figures.limit.push(await limit());
    figures.ours.push(await ours());
  }
  return { limit: median(figures.limit), ours: median(figures.ours) };
}

/** Runs so much work per second of wall time. */
export function perSecond(count: number, work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

export function printTable(rows: readonly Row[]): void {
  console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  console.log('| scenario | limit | ours | ratio |');
  console.log('| --- | --- | --- | --- |');
  for (const { limit, moreIsBetter, note, ours, scenario, unit } of rows) {
    const ratio = ours / limit.figure;
    const told = moreIsBetter && ratio < 10 ? `${(100 * ratio).toFixed(ratio < 0.1 ? 1 : 0)} % of it` : `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString('en-US')} times it`;
    console.log(`| ${scenario} | ${limit.name}: ${format(limit.figure)} ${unit} | ${format(ours)} ${unit} | ${told}${note ? `; ${note}` : ''} |`);
  }
}

const format = (figure: number): string => (figure >= 1_000 ? Math.round(figure).toLocaleString('en-US') : figure.toPrecision(3));
