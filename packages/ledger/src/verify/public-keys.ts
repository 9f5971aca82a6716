import { fromHex, utf8 } from '../format/bytes.ts';

/** Checks signatures: with WebCrypto in browsers; in Node with its own functions, which take a third of the time. */
export interface PublicKeys {
  /** P-256 with SHA-256 over a text, r and s of 32 bytes each, by an uncompressed key as SPKI in hexadecimal. Throws or says no to what is no key. */
  p256(spki: string, text: string, signature: Uint8Array): Promise<boolean>;
  /** Ed25519 over a text by a raw key of 32 bytes. */
  ed25519(raw: Uint8Array, text: string, signature: Uint8Array): Promise<boolean>;
}

const native = globalThis.process?.getBuiltinModule?.('node:crypto');

/** Parsing a key costs as much as checking with it, and the same few partners sign nearly everything: those parsed last are kept. */
const KEYS_KEPT = 500;
const kept = <Key>(parse: (text: string) => Key): ((text: string) => Key) => {
  const keys = new Map<string, Key>();
  return (text) => {
    const known = keys.get(text);
    if (known !== undefined) return known;
    const key = parse(text);
    keys.set(text, key);
    const [oldest] = keys.keys();
    if (keys.size > KEYS_KEPT) keys.delete(oldest as string);
    return key;
  };
};

const withNode = (node: NonNullable<typeof native>): PublicKeys => {
  const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
  // From its coordinates: three times as fast as from DER. The form of the SPKI was checked before.
  const p256Key = kept((spki) => node.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: base64url(spki.slice(-128, -64)), y: base64url(spki.slice(-64)) }, format: 'jwk' }));
  const ed25519Key = kept((x) => node.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }));
  return {
    // What Node throws of a point that is on no curve is an answer here: the promise is rejected.
    p256: async (spki, text, signature) => node.verify('sha256', Buffer.from(text), { key: p256Key(spki), dsaEncoding: 'ieee-p1363' }, signature),
    ed25519: async (raw, text, signature) => node.verify(null, Buffer.from(text), ed25519Key(Buffer.from(raw).toString('base64url')), signature),
  };
};

const withWebCrypto = (): PublicKeys => {
  const p256Key = kept((spki) => crypto.subtle.importKey('spki', new Uint8Array(fromHex(spki)), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']));
  return {
    p256: async (spki, text, signature) => crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, await p256Key(spki), new Uint8Array(signature), new Uint8Array(utf8(text))),
    async ed25519(raw, text, signature) {
      const key = await crypto.subtle.importKey('raw', new Uint8Array(raw), { name: 'Ed25519' }, false, ['verify']);
      return crypto.subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), new Uint8Array(utf8(text)));
    },
  };
};

export const publicKeys: PublicKeys = native ? withNode(native) : withWebCrypto();
