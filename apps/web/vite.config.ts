import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

// The workspace's own packages are bundled from source; the heavy readers and printers of barcodes sit behind dynamic imports.
export default defineConfig({
  root: path('.'),
  plugins: [react()],
  resolve: {
    alias: [
      { find: /^gs1-barcodes$/, replacement: path('../../packages/gs1/src/index.ts') },
      { find: /^gs1-barcodes\/(.+)$/, replacement: path('../../packages/gs1/src/$1/index.ts') },
      { find: /^@packtrail\/ledger\/(.+)$/, replacement: path('../../packages/ledger/src/$1/index.ts') },
    ],
  },
  build: { outDir: path('./dist'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 950 },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/epcis', '/documents', '/verify', '/statements', '/recalls.csv', '/health'].map((prefix) => [prefix, { target: api }]),
    ),
  },
});
