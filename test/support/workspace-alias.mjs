import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inside the workspace the packages are their sources. */
export const alias = [
  // Nest and Apollo load the CommonJS build; a second copy of graphql would not know its own types.
  { find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` },
  { find: /^@packtrail\/seed$/, replacement: `${root}prisma/seed.ts` },
  { find: /^gs1-barcodes$/, replacement: `${root}packages/gs1/src/index.ts` },
  { find: /^gs1-barcodes\/(.+)$/, replacement: `${root}packages/gs1/src/$1/index.ts` },
  { find: /^@packtrail\/ledger$/, replacement: `${root}packages/ledger/src/index.ts` },
  { find: /^@packtrail\/ledger\/fabric-(.+)$/, replacement: `${root}packages/ledger/src/fabric/$1/index.ts` },
  { find: /^@packtrail\/ledger\/(.+)$/, replacement: `${root}packages/ledger/src/$1/index.ts` },
];
