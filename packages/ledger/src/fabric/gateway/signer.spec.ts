import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLowS } from '../../format/signed-command.ts';
import { toHex } from '../../format/bytes.ts';
import { fastSigner } from './signer.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const publicKey = createPublicKey(privateKey);

/** The two numbers of a DER signature, read by the book: least bytes, not negative, nothing left over. */
function readDer(der: Uint8Array): [string, string] {
  const [tag, length, ...rest] = der;
  if (tag !== 0x30 || length !== rest.length) throw new Error('not one sequence');
  const numbers: string[] = [];
  for (let at = 0; at < rest.length; ) {
    const [kind, size = 0] = rest.slice(at, at + 2);
    const digits = rest.slice(at + 2, at + 2 + size);
    const [first = 0x80, second = 0x80] = digits;
    if (kind !== 0x02 || digits.length !== size || first >= 0x80 || (first === 0 && second < 0x80)) throw new Error('not the least bytes of a positive number');
    numbers.push(toHex(Uint8Array.from(digits)).padStart(64, '0').slice(-64));
    at += 2 + size;
  }
  if (numbers.length !== 2) throw new Error('not two numbers');
  return numbers as [string, string];
}

it('signs any message in DER with the lower S, as Node itself verifies', async () => {
  const { hash, signer } = fastSigner(pem);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (message) => {
      const der = await signer(hash(message));
      const [r, s] = readDer(der);
      expect(isLowS(r + s)).toBe(true);
      expect(verify('sha256', message, publicKey, der)).toBe(true);
    }),
    { numRuns: 600 },
  );
});
it('spells short numbers short: one signature in some hundred has one', async () => {
  const { signer } = fastSigner(pem);
  const lengths = new Set<number>();
  for (let i = 0; i < 1_500; i += 1) lengths.add((await signer(Buffer.from(`message ${i}`))).length);
  // 70 with two numbers of 32 bytes, 71 where r would be negative, 69 and less where one is short.
  expect([...lengths].some((length) => length < 70)).toBe(true);
  expect(Math.max(...lengths)).toBe(71);
});
