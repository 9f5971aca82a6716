#!/usr/bin/env node
// `npm start`: from a fresh clone to a running portal. Plain JavaScript, and nothing imported that npm has to install first.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from './node-flags.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const main = join(root, 'apps', 'api', 'dist', 'main.js');
const [wantedMajor, wantedMinor] = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  leave(`Packtrail needs Node ${wantedMajor}.${wantedMinor} or newer; this is ${process.versions.node}.`);
}

/** The step that runs now; signals are passed on to it. */
const running = { child: undefined, stopping: false };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    running.stopping = true;
    running.child?.kill(signal);
  });
}

if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) {
  console.log('Installing what package-lock.json names (once).');
  await step('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'The installation failed.');
}
if (!process.argv.includes('--no-build')) {
  await step(process.execPath, [program('nx'), 'run-many', '-t', 'build', '-p', 'api,web,ledger', '--output-style=static'], 'The build failed.', {
    quiet: true,
  });
}
if (!existsSync(main)) leave('apps/api/dist/main.js is missing: start without --no-build.');

// The channel ends when this process does, however it ends; the server then stops itself and its database.
process.exit(await run(process.execPath, [...NODE_FLAGS, main, ...process.argv.slice(2).filter((word) => word !== '--no-build')], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }));

async function step(command, args, sentence, { quiet = false } = {}) {
  let said = '';
  const code = await run(
    command,
    args,
    { stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] },
    (chunk) => (said += chunk),
  );
  if (running.stopping) process.exit(130);
  if (code !== 0) leave(`${said}\n${sentence}`);
}

function run(command, args, options, hear = () => {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PACKTRAIL_DATA: dataFolder() },
      shell: command === 'npm' && process.platform === 'win32',
      ...options,
    });
    running.child = child;
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => leave(`${command} cannot be started: ${error.message}`));
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** The file behind a command of an installed package, as the package itself declares it. */
function program(name) {
  const folder = join(root, 'node_modules', name);
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin[name]);
}

/** A relative PACKTRAIL_DATA is meant from where the user stands, not from the checkout. */
function dataFolder() {
  const said = process.env.PACKTRAIL_DATA;
  return said ? resolve(said) : join(root, '.packtrail');
}

function leave(sentence) {
  console.error(sentence.trim());
  process.exit(1);
}
