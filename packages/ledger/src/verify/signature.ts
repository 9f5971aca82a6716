import { fromHex } from '../format/bytes.ts';
import { sha256OfHex } from '../format/hash.ts';
import { isLowS } from '../format/signed-command.ts';
import { publicKeys } from './public-keys.ts';

/** Whether a P-256 signature (r and s in hexadecimal, low S) fits the text and the key (SPKI in hexadecimal). Runs in Node and in the browser. */
export async function signatureFits({ signature, spki, text }: { text: string; signature: string; spki: string }): Promise<boolean> {
  try {
    return isLowS(signature) && (await publicKeys.p256(spki, text, fromHex(signature)));
  } catch {
    return false;
  }
}

/** The hash that a command names its signer's key by. */
export const hashOfKey = (spki: string): string => sha256OfHex(spki);
