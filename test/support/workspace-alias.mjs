import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inside the workspace the packages are their sources. */
export const alias = [
  { find: /^gs1-barcodes$/, replacement: `${root}packages/gs1/src/index.ts` },
  { find: /^gs1-barcodes\/(.+)$/, replacement: `${root}packages/gs1/src/$1/index.ts` },
  { find: /^@packtrail\/ledger$/, replacement: `${root}packages/ledger/src/index.ts` },
  { find: /^@packtrail\/ledger\/fabric-(.+)$/, replacement: `${root}packages/ledger/src/fabric/$1/index.ts` },
  { find: /^@packtrail\/ledger\/(.+)$/, replacement: `${root}packages/ledger/src/$1/index.ts` },
];
