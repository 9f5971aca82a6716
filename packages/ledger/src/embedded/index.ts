export { backUp, type BackUpOptions } from '../store/back-up.ts';
export { checkFile } from '../store/check-file.ts';
export { EmbeddedLedger, type Surroundings } from './embedded-ledger.ts';
export { type EmbeddedOptions, type LedgerOptions, openEmbedded, openStore } from './open-embedded.ts';
export { restore, type Restored, type RestoreOptions } from '../store/restore.ts';
export { type Rotation, rotateKey, type RotationOptions } from '../store/rotate-key.ts';
export { type Database, openDatabase } from '../store/sqlite.ts';
export { Store } from '../store/store.ts';
export { syncLog } from '../store/sync-log.ts';
