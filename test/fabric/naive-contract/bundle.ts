import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the naive contract as the ledger's is bundled: one file with everything in it. Gives its path. */
export async function bundleNaiveContract(folder: string): Promise<string> {
  const name = 'naive.cjs';
  await build({
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      target: 'node20',
      minify: false,
      outDir: folder,
      emptyOutDir: false,
      ssr: fileURLToPath(new URL('./server.ts', import.meta.url)),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: name, codeSplitting: false } },
    },
  });
  return join(folder, name);
}
