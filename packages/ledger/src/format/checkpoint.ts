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
}

export interface NoteSignature {
  readonly name: string;
  /** Four bytes, hexadecimal. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

const ED25519 = Uint8Array.of(1);

/** The text that is signed; it ends in a newline. */
export const checkpointText = ({ blockHash, blockNumber, origin, root, size }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(fromHex(root))}\nblock ${blockNumber} ${toBase64(fromHex(blockHash))}\n`;

/** Key id of a note key (C2SP signed-note): the first four bytes of SHA-256 over name, newline, algorithm and key. */
export const noteKeyId = (name: string, publicKey: Uint8Array): string =>
  toHex(sha256(concat(utf8(`${name}\n`), ED25519, publicKey)).slice(0, 4));

/** A verifier key as people hand it on: `name+id+base64`. */
export const verifierKey = (name: string, publicKey: Uint8Array): string =>
  `${name}+${noteKeyId(name, publicKey)}+${toBase64(concat(ED25519, publicKey))}`;

/** Name and raw Ed25519 key of a verifier key, or null when it is none. */
export function parseVerifierKey(vkey: string): { name: string; keyId: string; publicKey: Uint8Array } | null {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  const [, name, keyId, encoded] = parts ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (!name || !keyId || !bytes || bytes.length !== 33 || bytes[0] !== 1) return null;
  const publicKey = bytes.slice(1);
  return noteKeyId(name, publicKey) === keyId ? { name, keyId, publicKey } : null;
}

/** One signature line of a note. */
export const signatureLine = ({ keyId, name, signature }: NoteSignature): string =>
  `— ${name} ${toBase64(concat(fromHex(keyId), signature))}\n`;

/** The checkpoint and the signatures of a note, or the rule that the note breaks. */
export function parseNote(note: string): { checkpoint: Checkpoint; text: string; signatures: NoteSignature[] } | { broken: string } {
  const split = note.indexOf('\n\n');
  if (split < 0) return { broken: 'has no signatures' };
  const text = note.slice(0, split + 1);
  const parts = /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nblock (0|[1-9]\d{0,15}) ([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  if (!parts) return { broken: 'is not origin, size, root and block' };
  const [, origin = '', size = '', root = '', blockNumber = '', blockHash = ''] = parts;
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
    checkpoint: { origin, size: Number(size), root: toHex(rootBytes), blockNumber: Number(blockNumber), blockHash: toHex(blockBytes) },
    text,
    signatures,
  };
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name, encoded] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  return name && bytes && bytes.length === 68 ? { name, keyId: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) } : null;
}
