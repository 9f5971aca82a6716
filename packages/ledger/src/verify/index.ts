/** The reader's side: imports formats only, with path checks of its own, so that it trusts no code of the writer. */
export { type CheckpointCheck, type Cosigned, type Trust, verifyCheckpoint } from './checkpoint.ts';
export { goesOnFrom, type TreeHead } from './consistency.ts';
export { type DossierCheck, verifyDossier } from './dossier.ts';
export { leadsTo } from './path.ts';
export { type ProvenStep } from './tell.ts';
