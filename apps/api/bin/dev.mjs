#!/usr/bin/env node
// `npm run dev`: the API rebuilt and restarted at every change, the portal from Vite's own server, which passes the API's addresses on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from './node-flags.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const installed = join(root, 'node_modules');
const program = (name) => join(installed, name, JSON.parse(readFileSync(join(installed, name, 'package.json'), 'utf8')).bin[name]);
const main = join(root, 'apps', 'api', 'dist', 'main.js');
const apiPort = process.env.PORT ?? '3000';
const env = { ...process.env, PORT: apiPort, API_URL: `http://127.0.0.1:${apiPort}` };

if (!existsSync(join(installed, '.package-lock.json'))) {
  console.error('Run npm ci --ignore-scripts first.');
  process.exit(1);
}

const children = new Set();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

await once('prisma generate', [program('prisma'), 'generate']);
keep('vite build --watch', [program('vite'), 'build', '--watch', '-c', 'apps/api/vite.config.ts']);
while (!existsSync(main) && !stopping) await setTimeout(100);
keep('node --watch', ['--watch', '--watch-preserve-output', ...NODE_FLAGS, main]);
// apps/web/vite.config.ts proxies the API's addresses to API_URL.
if (existsSync(join(root, 'apps', 'web', 'vite.config.ts')))
  keep('vite', [program('vite'), '-c', 'apps/web/vite.config.ts', '--host', '127.0.0.1']);
else console.log('apps/web has no vite.config.ts: only the API is served.');

function start(args) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

function once(name, args) {
  return new Promise((done) => {
    start(args).once('exit', (code) => (code === 0 ? done() : fail(name, code)));
  });
}

function keep(name, args) {
  start(args).once('exit', (code) => stopping || fail(name, code));
}

function fail(name, code) {
  console.error(`${name} ended (${code}).`);
  process.exitCode = 1;
  stop();
}

function stop() {
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}
