import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Command } from '../commands.ts';
import { fromHex, toHex, utf8 } from '../format/bytes.ts';
import { type Checkpoint, checkpointText, type NoteKey, noteKeyId, type NoteSignature, signatureLine, verifierKey } from '../format/checkpoint.ts';
import { sha256 } from '../format/hash.ts';
import { commandText, isLowS, type SignedCommand, toLowS } from '../format/signed-command.ts';

/** A party's signing key: P-256. `key` is the hash that a command names. */
export interface PartySigner {
  readonly spki: string;
  readonly key: string;
  readonly privateKey: KeyObject;
}

export function newPartySigner(): PartySigner {
  return partySigner(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
}

export function partySigner(privateKey: KeyObject): PartySigner {
  const spki = toHex(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
  return { spki, key: keyHash(spki), privateKey };
}

/** The hash that a command names a key by. */
export const keyHash = (spki: string): string => toHex(sha256(fromHex(spki)));

/** Signs a command as it travels. Blocks the thread for about 40 microseconds: servers use `signCommandLater`. */
export function signCommand(command: Command, { privateKey }: Pick<PartySigner, 'privateKey'>): SignedCommand {
  const text = commandText(command);
  const signature = toLowS(toHex(sign('sha256', utf8(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })));
  return { command: text, signature };
}

/** The same off the event loop. */
export function signCommandLater(command: Command, { privateKey }: Pick<PartySigner, 'privateKey'>): Promise<SignedCommand> {
  const text = commandText(command);
  return new Promise((resolve, reject) => {
    sign('sha256', utf8(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }, (error, signature) =>
      error ? reject(error) : resolve({ command: text, signature: toLowS(toHex(signature)) }),
    );
  });
}

/** Parses a public key once; verifying with a parsed key is three times as fast. */
export const publicKeyOf = (spki: string): KeyObject => createPublicKey({ key: Buffer.from(spki, 'hex'), type: 'spki', format: 'der' });

/** Verifies off the event loop. A signature with the higher S is refused: it would be a second spelling of the same consent. */
export function verifyCommand({ command, signature }: SignedCommand, key: KeyObject): Promise<boolean> {
  if (!isHexSignature(signature) || !isLowS(signature)) return Promise.resolve(false);
  return new Promise((resolve) => {
    verify('sha256', Buffer.from(command), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'hex'), (error, valid) => resolve(!error && valid));
  });
}

/** The same at once: for a check that has nothing else to do. */
export const verifyCommandNow = ({ command, signature }: SignedCommand, key: KeyObject): boolean =>
  isHexSignature(signature) && isLowS(signature) && verify('sha256', Buffer.from(command), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'hex'));

const isHexSignature = (signature: string): boolean => /^[0-9a-f]{128}$/.test(signature);

/** The key of a log: Ed25519, as C2SP demands for checkpoints. */
export interface LogSigner {
  readonly origin: string;
  readonly vkey: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export const newLogKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
export const logKeyFromPem = (pem: string): KeyObject => createPrivateKey(pem);

export function logSigner(origin: string, privateKey: KeyObject): LogSigner {
  const publicKey = rawEd25519(privateKey);
  return { origin, privateKey, keyId: noteKeyId(origin, publicKey), vkey: verifierKey(origin, publicKey) };
}

/** The checkpoint as a signed note. */
export function signCheckpoint(checkpoint: Checkpoint, signer: LogSigner): string {
  const text = checkpointText(checkpoint);
  return `${text}\n${logLine(text, signer)}`;
}

/**
 * The checkpoint of the block at which the log takes a new key. It names that key, so that the key before signs for it, and the new one signs
 * too. Checkpoints after it are signed by the new one alone. Throws when the two are not keys of one log, or are one key.
 */
export function signHandover(checkpoint: Checkpoint, { from, to }: { from: LogSigner; to: LogSigner }): string {
  if (from.origin !== to.origin || checkpoint.origin !== to.origin) throw new Error('a log hands over to a key of its own name');
  if (from.keyId === to.keyId) throw new Error('a log hands over to another key');
  const text = checkpointText({ ...checkpoint, nextKey: to.vkey });
  return `${text}\n${logLine(text, from)}${logLine(text, to)}`;
}

const logLine = (text: string, { keyId, origin, privateKey }: LogSigner): string =>
  signatureLine({ name: origin, keyId, signature: sign(null, utf8(text), privateKey) });

/** Whether the note of a checkpoint carries a good signature of this log key. */
export function verifyNote(text: string, signatures: readonly NoteSignature[], key: NoteKey): boolean {
  const line = signatures.find(({ keyId, name }) => keyId === key.keyId && name === key.name);
  return line !== undefined && verify(null, utf8(text), ed25519Key(key.publicKey), line.signature);
}

const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const ed25519Key = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), type: 'spki', format: 'der' });
/** The 32 bytes of the public key. */
export const rawEd25519 = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI_PREFIX.length));
