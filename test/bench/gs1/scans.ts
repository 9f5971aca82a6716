import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, type Row } from '../measure.ts';
import { withBuiltCore } from './built.ts';
import { isInstalled, PEERS } from './peers.ts';

const ROUNDS = 3;

/**
 * Our scan rate beside every other parser that is installed, by turns, so that a noisy machine disturbs all alike, and each in a process
 * of its own. `peersFrom` is a file beside whose node_modules the others stand. What is not installed is named.
 */
export async function gs1Scans({ peersFrom = fileURLToPath(import.meta.url), print = (line: string) => console.error(line) } = {}): Promise<
  Row[]
> {
  const found = PEERS.filter((peer) => isInstalled(peer, peersFrom));
  for (const { name, version } of PEERS.filter((peer) => !found.includes(peer)))
    print(`not measured, for it is not installed: ${name}@${version}`);
  const names = ['strict', 'tolerant', 'link', ...found.map(({ name }) => name)];
  const figures = new Map(names.map((name) => [name, [] as number[]]));
  await withBuiltCore((core) => {
    for (let round = 0; round < ROUNDS; round += 1) for (const name of names) figures.get(name)?.push(measured(name, core, peersFrom));
  });
  const rate = (name: string) => median(figures.get(name) ?? []);
  const row = (scenario: string, limit: { name: string; figure: number }, ours: string): Row => ({
    scenario,
    unit: 'scans per CPU-second',
    limit,
    ours: rate(ours),
    moreIsBetter: true,
  });
  return [
    ...found.map(({ name, validates }) =>
      row(`scan read strictly, beside one that validates ${validates}`, { name, figure: rate(name) }, 'strict'),
    ),
    row('scan read tolerantly, hidden fields sought', { name: 'our strict scan', figure: rate('strict') }, 'tolerant'),
    row('Digital Link read', { name: 'our tolerant scan', figure: rate('tolerant') }, 'link'),
  ];
}

function measured(subject: string, core: string, peersFrom: string): number {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('subject.mjs', import.meta.url)), subject, core, peersFrom],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${subject} could not be measured: ${stderr}`);
  return Number(stdout);
}
