import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The chaincode server of one organisation: one CommonJS file with everything in it, so that a folder with Node is enough to run it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { 'gs1-barcodes': fileURLToPath(new URL('../gs1/src/index.ts', import.meta.url)) } },
  ssr: { noExternal: true },
  build: {
    target: 'node20',
    minify: false,
    emptyOutDir: false,
    ssr: 'src/fabric/chaincode/server.ts',
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'chaincode.cjs', codeSplitting: false } },
  },
});
