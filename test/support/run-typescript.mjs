// Runs one TypeScript program of this repository through Vite's module runner: `node test/support/run-typescript.mjs FILE [arguments]`.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [file] = process.argv.splice(2, 1);
if (!file) throw new Error('Which file? node test/support/run-typescript.mjs FILE [arguments]');
await runnerImport(resolve(file), {
  root,
  resolve: {
    alias: [
      { find: /^gs1-barcodes$/, replacement: `${root}packages/gs1/src/index.ts` },
      { find: /^gs1-barcodes\/(.+)$/, replacement: `${root}packages/gs1/src/$1/index.ts` },
      { find: /^@packtrail\/ledger$/, replacement: `${root}packages/ledger/src/index.ts` },
      { find: /^@packtrail\/ledger\/(.+)$/, replacement: `${root}packages/ledger/src/$1/index.ts` },
    ],
  },
});
