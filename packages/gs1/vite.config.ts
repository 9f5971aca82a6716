import { defineConfig, type Plugin } from 'vite';
import { coreSizes } from './src/testing/bundle-size.ts';

// One entry a subpath; the optional peers stay outside, so the core carries no dependency.
export default defineConfig({
  plugins: [sizes()],
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

/** Prints what the core costs those who bundle it, and fails the build when it is too much. */
function sizes(): Plugin {
  return {
    name: 'sizes',
    apply: 'build',
    async closeBundle() {
      for (const { name, bytes, limit } of await coreSizes()) {
        const said = `${name}: ${(bytes / 1000).toFixed(1)} kB minified and gzipped, at most ${limit / 1000} kB`;
        if (bytes > limit) this.error(said);
        console.log(said);
      }
    },
  };
}
