import { type Checkpoint, type NoteKey, parseNote, parseVerifierKey, verifierKey } from '../format/checkpoint.ts';
import { logSigned, witnessSigned } from './ed25519.ts';

/** What a verifier brings beside the key of the log. */
export interface Trust {
  /** How the log came to its present key: signed notes, oldest first, as their bearer gives them; followed from the key that is trusted. */
  readonly handovers?: readonly string[];
  /** Verifier keys of the witnesses that one knows. */
  readonly witnesses?: readonly string[];
  /** So many of them must have cosigned; none when absent. */
  readonly witnessesNeeded?: number;
}

export interface Cosigned {
  readonly name: string;
  /** Seconds since 1970, by the witness's clock. */
  readonly atSeconds: number;
}

export type CheckpointCheck =
  | {
      readonly good: true;
      readonly checkpoint: Checkpoint;
      /** Verifier key of the key that signed: the trusted one, or the one that the handovers lead to. */
      readonly signedBy: string;
      /** How many handovers led from the trusted key to the one that signed. */
      readonly handovers: number;
      /** Which of the known witnesses cosigned. */
      readonly cosigned: readonly Cosigned[];
    }
  | { readonly good: false; readonly why: string };

/** Checks a signed note against a log key that was kept elsewhere. Runs in Node and in the browser, without network. */
export async function verifyCheckpoint(note: string, vkey: string, { handovers = [], witnesses = [], witnessesNeeded = 0 }: Trust = {}): Promise<CheckpointCheck> {
  const trusted = parseVerifierKey(vkey);
  if (!trusted) return bad('the log key is malformed');
  const parsed = parseNote(note);
  if ('broken' in parsed) return bad(`the checkpoint ${parsed.broken}`);
  const followed = await followHandovers(handovers, trusted);
  if ('why' in followed) return bad(followed.why);
  const { checkpoint } = parsed;
  if (checkpoint.origin !== trusted.name) return bad('the checkpoint is of another log');
  if (followed.last && !isBefore(followed.last, checkpoint, { orSame: true })) return bad('the checkpoint is older than the last handover of the key');
  const signed = await logSigned(parsed.text, parsed.signatures, followed.key);
  if (signed === null) return bad(handovers.length > 0 ? 'the checkpoint is not signed by the key that the handovers lead to' : 'the checkpoint is not signed by this log key');
  if (!signed) return bad('the signature of the checkpoint does not fit');
  const cosigned: Cosigned[] = [];
  for (const witness of new Set(witnesses)) {
    const key = parseVerifierKey(witness, 'witness');
    if (!key) return bad('the key of a witness is malformed');
    const atSeconds = await witnessSigned(parsed.text, parsed.signatures, key);
    if (atSeconds === false) return bad(`the cosignature of ${key.name} does not fit`);
    if (atSeconds !== null) cosigned.push({ name: key.name, atSeconds });
  }
  if (cosigned.length < witnessesNeeded) return bad(`${cosigned.length} of the witnesses that are known cosigned the checkpoint, and ${witnessesNeeded} are asked for`);
  return { good: true, checkpoint, signedBy: verifierKey(followed.key.name, followed.key.publicKey), handovers: followed.count, cosigned };
}

/**
 * The key that a chain of handovers leads to from the trusted one. Each names the new key in its text and is signed by the key before and by the
 * new one: a line added to an old checkpoint hands over nothing. Those up to the trusted key, where it is a later one itself, are not needed;
 * of the very first of them the key before is then not known, and only the new one is asked.
 */
async function followHandovers(handovers: readonly string[], trusted: NoteKey): Promise<{ key: NoteKey; count: number; last: Checkpoint | null } | { why: string }> {
  const keys: NoteKey[] = [];
  const notes: Exclude<ReturnType<typeof parseNote>, { broken: string }>[] = [];
  for (const handover of handovers) {
    const note = parseNote(handover);
    if ('broken' in note || note.checkpoint.origin !== trusted.name) return { why: 'the checkpoint of a handover is none of this log' };
    const key = parseVerifierKey(note.checkpoint.nextKey ?? '');
    if (!key || key.name !== trusted.name) return { why: 'a handover is to no key of this log' };
    if (keys.some(({ keyId }) => keyId === key.keyId)) return { why: 'a key is handed over to twice' };
    keys.push(key);
    notes.push(note);
  }
  const known = keys.findIndex((key) => isSame(key, trusted));
  let before = known < 0 ? trusted : null;
  let last: Checkpoint | null = null;
  for (const [i, { checkpoint, signatures, text }] of notes.entries()) {
    const key = keys[i] as NoteKey;
    if (last && !isBefore(last, checkpoint, { orSame: false })) return { why: 'the handovers are not in their order' };
    if (before && !(await logSigned(text, signatures, before))) return { why: 'a handover is not signed by the key before' };
    if (!(await logSigned(text, signatures, key))) return { why: 'a handover is not signed by the new key' };
    before = key;
    last = checkpoint;
  }
  return { key: before ?? trusted, count: handovers.length - 1 - known, last };
}

const isBefore = (one: Checkpoint, other: Checkpoint, { orSame }: { orSame: boolean }): boolean =>
  one.blockNumber === other.blockNumber ? orSame && one.blockHash === other.blockHash && one.root === other.root : one.blockNumber < other.blockNumber && one.size <= other.size;
const isSame = (one: NoteKey, other: NoteKey): boolean => one.keyId === other.keyId && one.publicKey.every((byte, i) => byte === other.publicKey[i]);
const bad = (why: string): CheckpointCheck => ({ good: false, why });
