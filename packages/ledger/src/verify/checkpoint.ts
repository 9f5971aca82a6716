import { utf8 } from '../format/bytes.ts';
import { type Checkpoint, parseNote, parseVerifierKey } from '../format/checkpoint.ts';

export type CheckpointCheck = { readonly good: true; readonly checkpoint: Checkpoint } | { readonly good: false; readonly why: string };

/** Checks a signed note against a log key that was kept elsewhere. Runs in Node and in the browser, without network. */
export async function verifyCheckpoint(note: string, vkey: string): Promise<CheckpointCheck> {
  const key = parseVerifierKey(vkey);
  if (!key) return { good: false, why: 'the log key is malformed' };
  const parsed = parseNote(note);
  if ('broken' in parsed) return { good: false, why: `the checkpoint ${parsed.broken}` };
  if (parsed.checkpoint.origin !== key.name) return { good: false, why: 'the checkpoint is of another log' };
  const line = parsed.signatures.find(({ keyId, name }) => name === key.name && keyId === key.keyId);
  if (!line) return { good: false, why: 'the checkpoint is not signed by this log key' };
  const publicKey = await crypto.subtle.importKey('raw', new Uint8Array(key.publicKey), { name: 'Ed25519' }, false, ['verify']);
  const good = await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, new Uint8Array(line.signature), new Uint8Array(utf8(parsed.text)));
  return good ? { good, checkpoint: parsed.checkpoint } : { good, why: 'the signature of the checkpoint does not fit' };
}
