import { cosignedText, type NoteKey, type NoteSignature, readCosignature } from '../format/checkpoint.ts';
import { publicKeys } from './public-keys.ts';

/** Whether the lines of this log key hold: null when there is none, false when one does not. */
export async function logSigned(text: string, signatures: readonly NoteSignature[], key: NoteKey): Promise<boolean | null> {
  const lines = linesOf(signatures, key);
  if (lines.length === 0) return null;
  for (const { signature } of lines) if (!(await holds(text, signature, key))) return false;
  return true;
}

/** When this witness cosigned, in seconds since 1970: null when it did not, false when a line of its key does not hold. */
export async function witnessSigned(text: string, signatures: readonly NoteSignature[], key: NoteKey): Promise<number | null | false> {
  let newest: number | null = null;
  for (const line of linesOf(signatures, key)) {
    const cosignature = readCosignature(line);
    if (!cosignature || !(await holds(cosignedText(text, cosignature.atSeconds), cosignature.signature, key))) return false;
    newest = Math.max(newest ?? 0, cosignature.atSeconds);
  }
  return newest;
}

const linesOf = (signatures: readonly NoteSignature[], { keyId, name }: NoteKey): NoteSignature[] =>
  signatures.filter((line) => line.name === name && line.keyId === keyId);

const holds = (text: string, signature: Uint8Array, { publicKey }: NoteKey): Promise<boolean> => publicKeys.ed25519(publicKey, text, signature).catch(() => false);
