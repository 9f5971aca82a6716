/** The order of P-256's group (FIPS 186-5, SEC 2 section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * The one accepted form of a P-256 signature (r and s of 32 bytes each): s in the lower half.
 * The other half is as valid mathematically, so without this rule anyone could give a command a second signature.
 */
export function lowS(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) throw new Error(`A P-256 signature has 64 bytes, not ${signature.length}.`);
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  if (s <= ORDER / 2n) return signature;
  const low = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex');
  return Uint8Array.from([...signature.subarray(0, 32), ...low]);
}
