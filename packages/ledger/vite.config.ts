import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  resolve: { alias: { 'gs1-barcodes': fileURLToPath(new URL('../gs1/src/index.ts', import.meta.url)) } },
  build: {
    target: 'node20',
    minify: false,
    ssr: true,
    lib: {
      entry: { index: 'src/index.ts', embedded: 'src/embedded/index.ts', verify: 'src/verify/index.ts', cli: 'src/cli/index.ts' },
      formats: ['es'],
    },
  },
});
