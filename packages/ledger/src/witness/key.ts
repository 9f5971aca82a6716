import { type KeyObject, sign } from 'node:crypto';
import { utf8 } from '../format/bytes.ts';
import { cosignatureBytes, cosignedText, noteKeyId, signatureLine, verifierKey } from '../format/checkpoint.ts';
import { rawEd25519 } from '../log/signing.ts';

/** The key of a witness: Ed25519, for cosignatures alone (C2SP tlog-cosignature). */
export interface WitnessSigner {
  readonly name: string;
  readonly vkey: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Takes a name (no white space, no plus sign) and an Ed25519 key; throws on another name. */
export function witnessSigner(name: string, privateKey: KeyObject): WitnessSigner {
  if (!/^[^\s+]{1,100}$/.test(name)) throw new Error('a witness has a name without white space and plus sign');
  const publicKey = rawEd25519(privateKey);
  return { name, privateKey, keyId: noteKeyId(name, publicKey, 'witness'), vkey: verifierKey(name, publicKey, 'witness') };
}

/** The signature line of a witness under the text of a checkpoint. */
export function cosign(text: string, atSeconds: number, { keyId, name, privateKey }: WitnessSigner): string {
  const signature = sign(null, utf8(cosignedText(text, atSeconds)), privateKey);
  return signatureLine({ name, keyId, signature: cosignatureBytes(atSeconds, signature) });
}
