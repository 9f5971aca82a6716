// `npm run check`: types, lint, boundaries, and generated files in step with their sources.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['npx', 'nx', 'run-many', '-t', 'typecheck', 'lint'],
  ['npx', 'tsc', '-p', 'test'],
  ['npx', 'gql.tada', 'check', '--tsconfig', 'apps/web/tsconfig.json'],
  ['npx', 'vitest', 'run', 'test/layout', 'apps/api/src/platform/schema.spec.ts'],
];
for (const [command, ...argv] of steps) {
  console.log(`\n> ${[command, ...argv].join(' ')}`);
  const { status } = spawnSync(command, argv, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
