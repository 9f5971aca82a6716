import { run } from './run.ts';

/** `npm run simulate -- --seeds N | --seed S [--steps N]`: ends with a line `N passed, N failed`. A failing seed prints one line, and its shortest story. */
const argument = (name: string): number | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
};
const one = argument('seed');
const first = one ?? argument('from') ?? 1;
const count = one === undefined ? (argument('seeds') ?? 200) : 1;
const steps = argument('steps') ?? 100;
if (![first, count, steps].every((number) => Number.isSafeInteger(number) && number >= 0)) throw new Error('--seeds N, --seed S and --steps N want whole numbers');

const totals = { accepted: 0, refused: 0, faults: 0, failed: 0 };
for (let seed = first; seed < first + count; seed += 1) {
  const result = await run({ seed, steps });
  totals.accepted += result.accepted;
  totals.refused += result.refused;
  totals.faults += result.faults;
  if (one !== undefined) for (const line of result.story) console.log(line);
  if (!result.failure) continue;
  totals.failed += 1;
  console.log(`SEED=${seed} step ${result.failure.step}: ${result.failure.what} (npm run simulate -- --seed ${seed} --steps ${steps})`);
  if (totals.failed > 3 && one === undefined) continue;
  const { failure, story } = await run({ seed, steps, shorten: true });
  console.log('  its shortest story:');
  for (const line of story) console.log(`    ${line}`);
  console.log(`    => ${failure?.what}`);
}
console.log(`${totals.accepted} commands accepted, ${totals.refused} refused, ${totals.faults} faults and repeats`);
console.log(`${count - totals.failed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
