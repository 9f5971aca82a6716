import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the core of gs1-barcodes as it is shipped, hands its file over, and removes it again. What runs from source here pays for every look-up between files. */
export async function withBuiltCore<T>(use: (file: string) => Promise<T> | T): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'gs1-bench-'));
  try {
    const entry = fileURLToPath(new URL('../../../packages/gs1/src/index.ts', import.meta.url));
    await build({
      configFile: false,
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true, minify: false, target: 'es2023', lib: { entry, formats: ['es'], fileName: () => 'core.mjs' } },
    });
    return await use(join(outDir, 'core.mjs'));
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
