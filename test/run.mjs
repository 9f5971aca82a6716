// `npm test`: does its own set-up (dependencies, generated code, the portal that the journeys open), then runs every hermetic suite.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Packtrail needs Node 20.19 or newer (22 or 24 is better); this is ${process.versions.node}.`);
  process.exit(2);
}
const run = (command, ...argv) => {
  const { status, error } = spawnSync(command, argv, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, NX_DAEMON: 'false' } });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};
if (!existsSync(`${root}node_modules/nx`)) run('npm', 'ci', '--ignore-scripts');
run('npx', 'nx', 'run-many', '-t', 'build');
run('npx', 'vitest', 'run', ...process.argv.slice(2));
