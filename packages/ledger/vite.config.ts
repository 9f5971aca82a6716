import { fileURLToPath } from 'node:url';
import { build, defineConfig, type InlineConfig } from 'vite';

const folder = fileURLToPath(new URL('.', import.meta.url));
const alias = { 'gs1-barcodes': fileURLToPath(new URL('../gs1/src/index.ts', import.meta.url)) };

/** The verifier alone, for browsers: one file without dependencies, and nothing of the writer or an engine. */
export const browserBundle: InlineConfig = {
  configFile: false,
  root: folder,
  resolve: { alias },
  build: {
    target: 'es2023',
    emptyOutDir: false,
    // The build prints its size, plain and gzipped; a test holds it below 30 kB.
    reportCompressedSize: true,
    lib: { entry: 'src/verify/index.ts', formats: ['es'], fileName: () => 'verify.browser.js' },
  },
};

export default defineConfig({
  resolve: { alias },
  build: {
    target: 'node20',
    minify: false,
    ssr: true,
    lib: {
      entry: { index: 'src/index.ts', embedded: 'src/embedded/index.ts', fabric: 'src/fabric/index.ts', 'fabric-network': 'src/fabric/network/index.ts', verify: 'src/verify/index.ts', witness: 'src/witness/index.ts', cli: 'src/cli/index.ts' },
      formats: ['es'],
    },
  },
  plugins: [
    {
      name: 'browser-bundle',
      apply: 'build',
      async closeBundle() {
        await build(browserBundle);
      },
    },
  ],
});
