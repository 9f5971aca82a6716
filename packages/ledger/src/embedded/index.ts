export { checkFile } from './check-file.ts';
export { EmbeddedLedger } from './embedded-ledger.ts';
export { type EmbeddedOptions, openEmbedded } from './open-embedded.ts';
export { openDatabase } from './sqlite.ts';
