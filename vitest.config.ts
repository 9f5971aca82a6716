import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// Inside the workspace everything runs from source; `dist` is for those who install the packages.
const alias = [
  // Nest and Apollo load the CommonJS build; a second copy of graphql would not know its own types.
  { find: /^graphql$/, replacement: path('./node_modules/graphql/index.js') },
  { find: /^@packtrail\/seed$/, replacement: path('./prisma/seed.ts') },
  { find: /^gs1-barcodes$/, replacement: path('./packages/gs1/src/index.ts') },
  { find: /^gs1-barcodes\/(.+)$/, replacement: path('./packages/gs1/src/$1/index.ts') },
  { find: /^@packtrail\/ledger$/, replacement: path('./packages/ledger/src/index.ts') },
  { find: /^@packtrail\/ledger\/fabric-(.+)$/, replacement: path('./packages/ledger/src/fabric/$1/index.ts') },
  { find: /^@packtrail\/ledger\/(.+)$/, replacement: path('./packages/ledger/src/$1/index.ts') },
];
const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias },
  test: { name, include, environment: 'node', testTimeout: 30_000, ...more },
});

// Their files share no state beyond what they import, so a worker loads it once and not for each file: of the API that is most of what a file costs.
const SHARED = { isolate: false };

const ALONE = ['capture-load', 'long-table'].map((name) => `test/journeys/${name}.spec.ts`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('gs1', ['packages/gs1/src/**/*.spec.ts'], SHARED),
      project('ledger', ['packages/ledger/src/**/*.spec.ts'], SHARED),
      project('contract', ['test/contract/**/*.spec.ts', 'test/layout/**/*.spec.ts', 'test/drill/**/*.spec.ts', 'test/simulation/**/*.spec.ts']),
      project('web', ['apps/web/src/**/*.spec.ts'], { ...SHARED, setupFiles: ['apps/web/src/testing/words.setup.ts'] }),
      project('api', ['apps/api/src/**/*.spec.ts'], { ...SHARED, testTimeout: 120_000, hookTimeout: 120_000, globalSetup: ['apps/api/src/testing/cluster.setup.ts'] }),
      project('golden', ['test/golden/**/*.spec.ts', 'test/verifier/**/*.spec.ts'], { testTimeout: 180_000, hookTimeout: 240_000 }),
      project('journeys', ['test/journeys/**/*.spec.ts'], { exclude: ALONE, globalSetup: ['test/support/demo-node.setup.ts'], testTimeout: 180_000, hookTimeout: 240_000 }),
      // What measures is not measured beside others.
      project('alone', ALONE, { testTimeout: 180_000, hookTimeout: 240_000, fileParallelism: false }),
    ],
  },
});
