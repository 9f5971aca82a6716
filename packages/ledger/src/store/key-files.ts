import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably, writeDurably } from '../disk/write-durably.ts';
import { parseNote, parseVerifierKey } from '../format/checkpoint.ts';
import { logKeyFromPem, type LogSigner, logSigner, newLogKey, verifyNote } from '../log/signing.ts';
import type { Store } from './store.ts';

export interface LogKeys {
  /** The key in force. */
  readonly signer: LogSigner;
  /** Every key that the log has had, oldest first; the last is the one in force. */
  readonly vkeys: readonly string[];
}

/**
 * Reads the keys of a log from its folder, or makes the first: `log.key` is the private key in force, `log.vkey` every verifier key, oldest
 * first, one a line. A rotation that a crash broke off is finished or dropped, as the newest checkpoint says; null when the log has none yet.
 * Within a transaction of the store: a rotation that another process is at is not one that broke off. A log that is begun is named `origin`.
 */
export function openKeys(directory: string, newestNote: string | null, origin = `packtrail/${randomBytes(8).toString('hex')}`): LogKeys {
  const [keyFile, vkeyFile, nextFile] = ['log.key', 'log.vkey', 'log.key.next'].map((name) => join(directory, name)) as [string, string, string];
  if (newestNote === null && !existsSync(keyFile)) {
    const signer = logSigner(origin, newLogKey());
    writeDurably(vkeyFile, `${signer.vkey}\n`, 0o644);
    writeDurably(keyFile, pemOf(signer), 0o600);
  }
  if (existsSync(nextFile)) {
    const next = readSigner(nextFile, readVerifierKeys(directory));
    if (newestNote !== null && isSignedBy(newestNote, next)) installNextKey(directory, next);
    else rmSync(nextFile);
  }
  const vkeys = readVerifierKeys(directory);
  return { signer: readSigner(keyFile, vkeys), vkeys };
}

/** Keeps a new key beside the one in force: from here on a crash cannot lose it. */
export function keepNextKey(directory: string, next: LogSigner): void {
  writeDurably(join(directory, 'log.key.next'), pemOf(next), 0o600);
}

/** Puts the next key in the place of the one before, which is deleted. May be done again after a crash within. */
function installNextKey(directory: string, next: LogSigner): void {
  const vkeys = readVerifierKeys(directory);
  if (vkeys.at(-1) !== next.vkey) writeDurably(join(directory, 'log.vkey'), [...vkeys, next.vkey, ''].join('\n'), 0o644);
  renameDurably(join(directory, 'log.key.next'), join(directory, 'log.key'));
}

/** Every verifier key that the log of a folder has had, oldest first. */
export const readVerifierKeys = (directory: string): string[] => readFileSync(join(directory, 'log.vkey'), 'utf8').split('\n').filter(Boolean);

const readSigner = (file: string, [first = '']: readonly string[]): LogSigner => logSigner(first.split('+')[0] as string, logKeyFromPem(readFileSync(file, 'utf8')));
const pemOf = ({ privateKey }: LogSigner): string => String(privateKey.export({ type: 'pkcs8', format: 'pem' }));

/** The newest checkpoint of a store; null when it has none yet. */
export const newestNote = (store: Store): string | null => store.block(store.newest())?.checkpoint ?? null;

/** Whether a note carries a good signature of that key. */
export function isSignedBy(note: string, { vkey }: Pick<LogSigner, 'vkey'>): boolean {
  const [key, parsed] = [parseVerifierKey(vkey), parseNote(note)];
  return key !== null && !('broken' in parsed) && verifyNote(parsed.text, parsed.signatures, key);
}
