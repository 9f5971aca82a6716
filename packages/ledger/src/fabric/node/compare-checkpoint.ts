import { type NoteKey, parseNote } from '../../format/checkpoint.ts';
import { verifyNote } from '../../log/signing.ts';
import { cosign, type WitnessSigner } from '../../witness/key.ts';
import { readRequest } from '../../witness/request.ts';

/** What a node knows by itself of a block: its own checkpoint, unsigned, or null when it has not read so far. */
export type OwnCheckpoint = (blockNumber: number) => string | null;

export interface Comparison {
  readonly status: 200 | 400 | 403 | 404 | 422 | 503;
  readonly body: string;
  /** The block that another organisation's node shows otherwise: nothing more is to be believed until people have looked. */
  readonly contradicted?: { readonly block: number; readonly by: string };
}

/**
 * Decides about a checkpoint that another node asks to cosign (the request is that of a C2SP witness). A witness has only the last checkpoint and a proof to go by; a node of the
 * channel has the whole log, and cosigns what it came to by itself. Pure: the own log, the keys and the time are arguments.
 */
export function compareCheckpoint(
  body: string,
  { atSeconds, logs, origin, own, signer }: { readonly own: OwnCheckpoint; readonly origin: string; readonly logs: readonly NoteKey[]; readonly signer: WitnessSigner; readonly atSeconds: number },
): Comparison {
  const request = readRequest(body);
  const parsed = request && parseNote(request.note);
  if (!parsed || 'broken' in parsed) return { status: 400, body: 'the request is not an add-checkpoint\n' };
  const { checkpoint, signatures, text } = parsed;
  if (checkpoint.origin !== origin) return { status: 404, body: 'this log is not known here\n' };
  // Anybody may ask; only the word of a node that is known here can contradict.
  const key = logs.find((each) => each.name === checkpoint.origin && verifyNote(text, signatures, each));
  if (!key) return { status: 403, body: 'no key of a node that is known here signed the checkpoint\n' };
  const mine = own(checkpoint.blockNumber);
  if (mine === null) return { status: 503, body: `block ${checkpoint.blockNumber} has not been read here\n` };
  if (mine === text) return { status: 200, body: cosign(text, atSeconds, signer) };
  return { status: 422, body: `block ${checkpoint.blockNumber} is another one here\n`, contradicted: { block: checkpoint.blockNumber, by: key.keyId } };
}
