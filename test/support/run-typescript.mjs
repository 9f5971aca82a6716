// Runs one TypeScript program of this repository through Vite's module runner: `node test/support/run-typescript.mjs FILE [arguments]`.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { alias } from './workspace-alias.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [file] = process.argv.splice(2, 1);
if (!file) throw new Error('Which file? node test/support/run-typescript.mjs FILE [arguments]');
await runnerImport(resolve(file), { root, resolve: { alias } });
