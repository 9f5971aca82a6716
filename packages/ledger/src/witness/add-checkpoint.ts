import { type Checkpoint, type NoteKey, parseNote } from '../format/checkpoint.ts';
import { verifyNote } from '../log/signing.ts';
import { EMPTY_ROOT } from '../log/tree.ts';
import { goesOnFrom } from '../verify/consistency.ts';
import { cosign, type WitnessSigner } from './key.ts';
import { readRequest } from './request.ts';

/** The last checkpoint that a witness cosigned of each log, as the note that it received with the witness's own line. */
export type WitnessState = Readonly<Record<string, string>>;

export interface WitnessPowers {
  /** The log keys that the witness's operator trusts. After a handover a log has two. */
  readonly logs: readonly NoteKey[];
  readonly signer: WitnessSigner;
  /** Seconds since 1970. */
  readonly atSeconds: number;
}

export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  /** What must be on disk before the answer leaves: absent when nothing changes. */
  readonly state?: WitnessState;
}

/**
 * Decides about one request (C2SP tlog-witness, add-checkpoint). A witness cosigns a checkpoint only when it goes on from the last that it
 * cosigned of that log: of two views it can cosign one. Pure: state, clock and key are arguments, the new state is part of the answer.
 */
export function addCheckpoint(state: WitnessState, body: string, { atSeconds, logs, signer }: WitnessPowers): WitnessAnswer {
  const request = readRequest(body);
  const parsed = request && parseNote(request.note);
  if (!request || !parsed || 'broken' in parsed) return { status: 400, body: 'the request is not an add-checkpoint\n' };
  const { checkpoint, signatures, text } = parsed;
  const keys = logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return { status: 404, body: 'this log is not known here\n' };
  const ofLog = signatures.filter((line) => keys.some((key) => key.name === line.name && key.keyId === line.keyId));
  if (ofLog.length === 0 || !ofLog.every((line) => keys.some((key) => verifyNote(text, [line], key)))) return { status: 403, body: 'no key of this log signed the checkpoint\n' };
  if (request.oldSize > checkpoint.size) return { status: 400, body: 'the old size is above that of the checkpoint\n' };
  const known = knownOf(state, checkpoint.origin);
  const size = known?.checkpoint.size ?? 0;
  // The body tells the log from which size on it must prove.
  if (request.oldSize !== size) return { status: 409, body: `${size}\n` };
  if (known && size === checkpoint.size) {
    // The same size under another root, or in another block that is not a later one: a second view of the log. A log that takes a new key writes a block without entries.
    const goesOn = known.checkpoint.root === checkpoint.root && known.checkpoint.blockNumber < checkpoint.blockNumber;
    if (known.text !== text && !goesOn) return { status: 409, body: `${size}\n` };
    if (request.proof.length > 0) return { status: 422, body: 'the same size needs no proof\n' };
  } else {
    const older = { size, root: known?.checkpoint.root ?? EMPTY_ROOT };
    if (!goesOnFrom(older, checkpoint, request.proof)) return { status: 422, body: 'the proof does not show that the log goes on\n' };
    if (known && checkpoint.blockNumber <= known.checkpoint.blockNumber) return { status: 422, body: 'more entries stand in an earlier block\n' };
  }
  const line = cosign(text, atSeconds, signer);
  return { status: 200, body: line, state: { ...state, [checkpoint.origin]: `${request.note}${line}` } };
}

function knownOf(state: WitnessState, origin: string): { checkpoint: Checkpoint; text: string } | null {
  if (!Object.hasOwn(state, origin)) return null;
  const parsed = parseNote(state[origin] ?? '');
  if ('broken' in parsed) throw new Error(`the kept checkpoint of ${origin} ${parsed.broken}`);
  return parsed;
}
