import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Chance } from '../platform/chance.ts';

const FORM = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a secret for storage: AES-256-GCM, `form | iv | tag | ciphertext`.
 * `purpose` is bound to it: what was sealed as one thing cannot be opened as another.
 */
export function seal(
  secret: Uint8Array,
  { key, purpose, chance }: { key: Uint8Array; purpose: string; chance: Chance },
): Uint8Array<ArrayBuffer> {
  const iv = chance(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Uint8Array.from(Buffer.concat([Uint8Array.of(FORM), iv, cipher.getAuthTag(), text]));
}

/** Gives the secret back. A changed byte, another key or another purpose is a fault: there is nothing to go on with. */
export function open(sealed: Uint8Array, { key, purpose }: { key: Uint8Array; purpose: string }): Uint8Array {
  if (sealed[0] !== FORM || sealed.length < 1 + IV_BYTES + TAG_BYTES) throw new Error('A sealed secret has an unknown form.');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose)).setAuthTag(tag);
  try {
    return Uint8Array.from(Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]));
  } catch (cause) {
    throw new Error('A secret was sealed with another vault key, or was changed. Restore vault.key or PACKTRAIL_VAULT_KEY.', { cause });
  }
}
