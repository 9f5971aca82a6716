import { createECDH, createHash, createHmac } from 'node:crypto';
import { type Command, commandText, keyHash, type SignedCommand, toLowS } from '@packtrail/ledger';

/** A party's P-256 key of which everything follows from its seed: the same command, the same signature (RFC 6979). For simulations only. */
export interface SeededSigner {
  readonly spki: string;
  /** The hash that a command names the key by. */
  readonly key: string;
  sign(command: Command): SignedCommand;
}

export function seededSigner(seed: string): SeededSigner {
  const secret = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`) % (ORDER - 1n) + 1n;
  const spki = SPKI_PREFIX + point(secret).toString('hex');
  return {
    spki,
    key: keyHash(spki),
    sign(command) {
      const text = commandText(command);
      return { command: text, signature: toLowS(signature(secret, text)) };
    },
  };
}

/** ECDSA over P-256 and SHA-256 with the nonce of RFC 6979: r and s, 32 bytes each, in hex. */
export function signature(secret: bigint, text: string): string {
  const digest = createHash('sha256').update(text).digest();
  const z = BigInt(`0x${digest.toString('hex')}`);
  for (const nonce of nonces(secret, z % ORDER)) {
    const r = BigInt(`0x${point(nonce).subarray(1, 33).toString('hex')}`) % ORDER;
    const s = (inverse(nonce) * (z + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return bytes(r).toString('hex') + bytes(s).toString('hex');
  }
  throw new Error('no nonce is left');
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** An uncompressed point of P-256 as a SubjectPublicKeyInfo. */
const SPKI_PREFIX = '3059301306072a8648ce3d020106082a8648ce3d030107034200';

/** RFC 6979, 3.2: candidates for k, from an HMAC fed with key and message alone. */
function* nonces(secret: bigint, z: bigint): Generator<bigint> {
  const hmac = (key: Buffer, ...parts: Buffer[]): Buffer => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
  let v: Buffer = Buffer.alloc(32, 1);
  let k: Buffer = Buffer.alloc(32, 0);
  for (const step of [0, 1]) {
    k = hmac(k, v, Buffer.of(step), bytes(secret), bytes(z));
    v = hmac(k, v);
  }
  for (;;) {
    v = hmac(k, v);
    const nonce = BigInt(`0x${v.toString('hex')}`);
    if (nonce > 0n && nonce < ORDER) yield nonce;
    k = hmac(k, v, Buffer.of(0));
    v = hmac(k, v);
  }
}

/** The generator so many times, uncompressed: what a key agreement calls the public key. */
function point(scalar: bigint): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(bytes(scalar));
  return curve.getPublicKey();
}

function inverse(of: bigint): bigint {
  let [a, b, x, y] = [of % ORDER, ORDER, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return ((x % ORDER) + ORDER) % ORDER;
}

const bytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
