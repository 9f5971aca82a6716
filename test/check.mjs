// `npm run check`: types, lint, boundaries, and generated files in step with their sources.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['npx', 'nx', 'run-many', '-t', 'typecheck', 'lint'],
  ['npx', 'tsc', '-p', 'test'],
  ['npx', 'gql.tada', 'check', '--tsconfig', 'apps/web/tsconfig.json'],
  ['npx', 'vitest', 'run', 'test/layout', 'apps/api/src/schema-file.spec.ts', 'apps/api/src/verdict/legend'],
  ['npx', 'gql.tada', 'generate-output', '--tsconfig', 'apps/web/tsconfig.json'],
];
const generated = `${root}apps/web/src/generated/graphql-env.d.ts`;
const before = readFileSync(generated, 'utf8');
for (const [command, ...argv] of steps) {
  console.log(`\n> ${[command, ...argv].join(' ')}`);
  const { status } = spawnSync(command, argv, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
if (readFileSync(generated, 'utf8') !== before) {
  console.error('apps/web/src/generated/graphql-env.d.ts was not in step with the schema; it has been made anew: commit it.');
  process.exit(1);
}
