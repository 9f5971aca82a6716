import { type DossierCheck, verifyDossier } from '@packtrail/ledger/verify';
import { LogMemory } from './log-memory';

/** Checks a dossier against the key of the log that this browser keeps; null when it keeps none yet. Asks nobody. */
export async function checkDossier(dossier: string): Promise<DossierCheck | null> {
  const key = new LogMemory(localStorage).logKey;
  return key === null ? null : verifyDossier(dossier, key);
}
