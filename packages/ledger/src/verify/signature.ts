import { fromHex, toHex, utf8 } from '../format/bytes.ts';
import { sha256 } from '../format/hash.ts';
import { isLowS } from '../format/signed-command.ts';

/** Whether a P-256 signature (r and s in hexadecimal, low S) fits the text and the key (SPKI in hexadecimal). Runs in Node and in the browser. */
export async function signatureFits({ signature, spki, text }: { text: string; signature: string; spki: string }): Promise<boolean> {
  if (!isLowS(signature)) return false;
  try {
    const key = await crypto.subtle.importKey('spki', new Uint8Array(fromHex(spki)), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(fromHex(signature)), new Uint8Array(utf8(text)));
  } catch {
    return false;
  }
}

/** The hash that a command names its signer's key by. */
export const hashOfKey = (spki: string): string => toHex(sha256(fromHex(spki)));
