import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// One file for Node: our own packages are bundled from their sources, what npm installed stays outside.
export default defineConfig({
  root: path('.'),
  resolve: {
    alias: [
      { find: /^@packtrail\/seed$/, replacement: path('../../prisma/seed.ts') },
      { find: /^gs1-barcodes$/, replacement: path('../../packages/gs1/src/index.ts') },
      { find: /^gs1-barcodes\/(.+)$/, replacement: path('../../packages/gs1/src/$1/index.ts') },
      { find: /^@packtrail\/ledger$/, replacement: path('../../packages/ledger/src/index.ts') },
      { find: /^@packtrail\/ledger\/fabric-network$/, replacement: path('../../packages/ledger/src/fabric/network/index.ts') },
      { find: /^@packtrail\/ledger\/(.+)$/, replacement: path('../../packages/ledger/src/$1/index.ts') },
    ],
  },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    target: 'node20',
    minify: false,
    sourcemap: true,
    // Emptying it makes `node --watch` lose the file for seconds.
    emptyOutDir: false,
  },
});
