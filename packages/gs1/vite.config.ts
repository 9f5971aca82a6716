import { defineConfig } from 'vite';

// One entry a subpath; the optional peers stay outside, so the core carries no dependency.
export default defineConfig({
  build: {
    target: 'es2023',
    minify: false,
    lib: {
      entry: { index: 'src/index.ts', epcis: 'src/epcis/index.ts', print: 'src/print/index.ts', decode: 'src/decode/index.ts' },
      formats: ['es'],
    },
    rolldownOptions: { external: [/^bwip-js/, /^zxing-wasm/] },
  },
});
