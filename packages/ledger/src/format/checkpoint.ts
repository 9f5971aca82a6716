import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { sha256 } from './hash.ts';

/** The signed head of the log, as a C2SP tlog-checkpoint. The extension line binds the block that it ends. */
export interface Checkpoint {
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Root of the log, hexadecimal. */
  readonly root: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** The verifier key that the log takes at this block: named in the text, so that the key before has signed it. Absent at every other block. */
  readonly nextKey?: string;
}

export interface NoteSignature {
  readonly name: string;
  /** Four bytes, hexadecimal. */
  readonly keyId: string;
  /** What follows the id: of a log 64 bytes of Ed25519; of a witness the time, eight bytes, and then these. */
  readonly signature: Uint8Array;
}

/** The key of a note as a verifier key gives it. */
export interface NoteKey {
  readonly name: string;
  readonly keyId: string;
  /** 32 bytes of Ed25519. */
  readonly publicKey: Uint8Array;
}

/** The first byte of a note key says what it signs: the text of a note, or a witness's cosignature of it (C2SP signed-note, tlog-cosignature). */
const ALGORITHMS = { log: 0x01, witness: 0x04 } as const;
export type NoteKeyKind = keyof typeof ALGORITHMS;

/** The text that is signed; it ends in a newline. */
export const checkpointText = ({ blockHash, blockNumber, nextKey, origin, root, size }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(fromHex(root))}\nblock ${blockNumber} ${toBase64(fromHex(blockHash))}\n${nextKey === undefined ? '' : `next ${nextKey}\n`}`;

/** What a witness signs: the text of the note under a line with the time, in seconds since 1970 (C2SP tlog-cosignature). */
export const cosignedText = (text: string, atSeconds: number): string => `cosignature/v1\ntime ${atSeconds}\n${text}`;

/** The time and the Ed25519 signature in a witness's line, or null when it has not their length. */
export function readCosignature({ signature }: NoteSignature): { atSeconds: number; signature: Uint8Array } | null {
  if (signature.length !== 72) return null;
  const atSeconds = Number(new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0));
  return Number.isSafeInteger(atSeconds) ? { atSeconds, signature: signature.slice(8) } : null;
}

/** The bytes of a witness's line: the time, then the signature. */
export function cosignatureBytes(atSeconds: number, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + signature.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(atSeconds));
  bytes.set(signature, 8);
  return bytes;
}

/** Key id of a note key (C2SP signed-note): the first four bytes of SHA-256 over name, newline, algorithm and key. */
export const noteKeyId = (name: string, publicKey: Uint8Array, kind: NoteKeyKind = 'log'): string =>
  toHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(ALGORITHMS[kind]), publicKey)).slice(0, 4));

/** A verifier key as people hand it on: `name+id+base64`. */
export const verifierKey = (name: string, publicKey: Uint8Array, kind: NoteKeyKind = 'log'): string =>
  `${name}+${noteKeyId(name, publicKey, kind)}+${toBase64(concat(Uint8Array.of(ALGORITHMS[kind]), publicKey))}`;

/** Name and raw Ed25519 key of a verifier key of that kind, or null when it is none. */
export function parseVerifierKey(vkey: string, kind: NoteKeyKind = 'log'): NoteKey | null {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  const [, name, keyId, encoded] = parts ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (!name || !keyId || !bytes || bytes.length !== 33 || bytes[0] !== ALGORITHMS[kind]) return null;
  const publicKey = bytes.slice(1);
  return noteKeyId(name, publicKey, kind) === keyId ? { name, keyId, publicKey } : null;
}

/** One signature line of a note. */
export const signatureLine = ({ keyId, name, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(concat(fromHex(keyId), signature))}\n`;

/** The checkpoint and the signatures of a note, or the rule that the note breaks. */
export function parseNote(note: string): { checkpoint: Checkpoint; text: string; signatures: NoteSignature[] } | { broken: string } {
  const split = note.indexOf('\n\n');
  if (split < 0) return { broken: 'has no signatures' };
  const text = note.slice(0, split + 1);
  const parts = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nblock (0|[1-9]\d{0,15}) ([A-Za-z0-9+/]{43}=)\n(?:next (\S+)\n)?$/.exec(text);
  if (!parts) return { broken: 'is not origin, size, root and block' };
  const [, origin = '', size = '', root = '', blockNumber = '', blockHash = '', nextKey] = parts;
  const rootBytes = fromBase64(root);
  const blockBytes = fromBase64(blockHash);
  if (!rootBytes || !blockBytes) return { broken: 'has a hash that is not canonical base64' };
  const lines = note.slice(split + 2);
  if (!lines.endsWith('\n')) return { broken: 'does not end in a newline' };
  const signatures: NoteSignature[] = [];
  for (const line of lines.slice(0, -1).split('\n')) {
    const signature = parseSignatureLine(line);
    if (!signature) return { broken: 'has a signature line that is none' };
    signatures.push(signature);
  }
  return {
    checkpoint: { origin, size: Number(size), root: toHex(rootBytes), blockNumber: Number(blockNumber), blockHash: toHex(blockBytes), ...(nextKey !== undefined && { nextKey }) },
    text,
    signatures,
  };
}

/** Name, key id and what follows of a line, or null when it is none. Of what length a signature is, its kind of key says. */
export function parseSignatureLine(line: string): NoteSignature | null {
  const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  return name && bytes && bytes.length > 4 ? { name, keyId: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) } : null;
}
