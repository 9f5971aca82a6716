export { backUp, type BackUpOptions } from './back-up.ts';
export { checkFile } from './check-file.ts';
export { EmbeddedLedger, type Surroundings } from './embedded-ledger.ts';
export { type EmbeddedOptions, type LedgerOptions, openEmbedded, openStore } from './open-embedded.ts';
export { restore, type Restored, type RestoreOptions } from './restore.ts';
export { type Rotation, rotateKey, type RotationOptions } from './rotate-key.ts';
export { type Database, openDatabase } from './sqlite.ts';
export { Store } from './store.ts';
export { syncLog } from './sync-log.ts';
