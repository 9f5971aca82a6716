/** A witness: keeps the last checkpoint of a log, cosigns what goes on from it, and so sees two views, rewriting and rollback (C2SP tlog-witness). */
export { addCheckpoint, type WitnessAnswer, type WitnessPowers, type WitnessState } from './add-checkpoint.ts';
export { writeDurably } from '../disk/write-durably.ts';
export { askWitnesses, type AskedWitness, mergeNotes } from './ask-all.ts';
export { askWitness, type ConsistentLog, type WitnessAddress, type Witnessed } from './ask.ts';
export { cosign, type WitnessSigner, witnessSigner } from './key.ts';
export { type AddCheckpoint, readRequest, REQUEST_BYTES_MAX, writeRequest } from './request.ts';
export { serveWitness, type WitnessOptions } from './serve.ts';
export { StateFile } from './state-file.ts';
