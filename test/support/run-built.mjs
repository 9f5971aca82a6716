// Bundles one TypeScript program of this repository, as what is shipped is bundled, and runs it: `node test/support/run-built.mjs FILE [arguments]`.
// For measuring: the module runner that tests go through puts a look-up before every imported call.
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { alias } from './workspace-alias.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [file] = process.argv.splice(2, 1);
if (!file) throw new Error('Which file? node test/support/run-built.mjs FILE [arguments]');
const outDir = resolve(root, 'node_modules/.cache/packtrail', `${process.pid}`);
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias },
  // Programs find files beside their own source.
  plugins: [{ name: 'own-place', transform: (code, id) => code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)) }],
  build: { ssr: resolve(file), outDir, emptyOutDir: true, minify: false, target: 'node20', rollupOptions: { output: { entryFileNames: 'program.mjs' } } },
});
await import(pathToFileURL(resolve(outDir, 'program.mjs')).href);
