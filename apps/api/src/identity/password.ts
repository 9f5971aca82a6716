import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { OWASP_COST, type PasswordCost } from '../platform/password-cost.ts';

const KEY_BYTES = 32;

/** The stored form of a password: `scrypt$rounds$blocks$lanes$salt$key`, so that the cost can grow without a migration. */
export async function hashPassword(password: string, salt: Uint8Array, cost: PasswordCost): Promise<string> {
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.rounds, cost.blocks, cost.lanes, base64(salt), base64(key)].join('$');
}

/** Whether the password is the one that was stored. Takes the same time for a wrong one as for a right one. */
export async function matchesPassword(password: string, stored: string): Promise<boolean> {
  const [name, rounds, blocks, lanes, salt, key] = stored.split('$');
  if (name !== 'scrypt' || !salt || !key) throw new Error('A stored password has an unknown form.');
  const expected = Buffer.from(key, 'base64url');
  const cost = { rounds: Number(rounds), blocks: Number(blocks), lanes: Number(lanes) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), cost), expected);
}

/**
 * What an unknown address is compared with, so that the time of the answer does not tell which addresses exist.
 * No password has an all-zero key.
 */
export const NOBODYS_PASSWORD = [
  'scrypt',
  OWASP_COST.rounds,
  OWASP_COST.blocks,
  OWASP_COST.lanes,
  base64(new Uint8Array(16)),
  base64(new Uint8Array(KEY_BYTES)),
].join('$');

function derive(password: string, salt: Uint8Array, { rounds, blocks, lanes }: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** rounds, r: blocks, p: lanes, maxmem: 256 * 2 ** rounds * blocks };
  return new Promise((resolve, reject) => {
    // Two keyboards may spell one accented letter in two ways; NFKC makes them one password.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
