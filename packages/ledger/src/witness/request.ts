import { fromBase64, fromHex, toBase64, toHex } from '../format/bytes.ts';

/** What a log asks of a witness: to go on from the size that the witness knows to the checkpoint of this note (C2SP tlog-witness, add-checkpoint). */
export interface AddCheckpoint {
  readonly oldSize: number;
  /** Consistency proof, hexadecimal. */
  readonly proof: readonly string[];
  readonly note: string;
}

/** At most so many bytes are read of a request: a checkpoint with many cosignatures and 63 hashes fit well. */
export const REQUEST_BYTES_MAX = 32_768;
const PROOF_MAX = 63;

export const writeRequest = ({ note, oldSize, proof }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((step) => `${toBase64(fromHex(step))}\n`).join('')}\n${note}`;

/** The request of a body, or null when it has not the form. */
export function readRequest(body: string): AddCheckpoint | null {
  const split = body.indexOf('\n\n');
  if (split < 0) return null;
  const [first = '', ...lines] = body.slice(0, split).split('\n');
  const [, size] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const oldSize = Number(size);
  if (size === undefined || !Number.isSafeInteger(oldSize) || lines.length > PROOF_MAX) return null;
  const proof: string[] = [];
  for (const line of lines) {
    const bytes = fromBase64(line);
    if (bytes?.length !== 32) return null;
    proof.push(toHex(bytes));
  }
  return { oldSize, proof, note: body.slice(split + 2) };
}
