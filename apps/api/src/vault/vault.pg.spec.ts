import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { systemChance } from '../platform/chance.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { GtinSecrets } from './gtin-secrets.ts';
import { open } from './seal.ts';
import { SigningKeys } from './signing-keys.ts';

const ORGANISATION = 'a'.repeat(32);
const HALF_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551') / 2n;
const clock = { now: () => new Date('2030-01-01T00:00:00Z') };

describe('the vault', () => {
  let fresh: TestDatabase;
  let database: Database;
  const vaultKey = systemChance(32);

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url);
    const address = { street: 's', city: 'c', state: 'IL', postalCode: '6', country: 'US' };
    await database.prisma.organisation.create({
      data: { id: ORGANISATION, name: 'n', gln: '0614141000012', kinds: [], gs1Prefixes: [], createdAt: clock.now(), ...address },
    });
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  const signingKeys = () => new SigningKeys(database, vaultKey, clock, systemChance);
  const gtinSecrets = () => new GtinSecrets(database, vaultKey, systemChance);

  it('makes one key for an organisation, also when two ask at once', async () => {
    const [one, two] = await Promise.all([signingKeys().current(ORGANISATION), signingKeys().current(ORGANISATION)]);
    expect(one).toEqual(two);
    expect(one?.keyId).toBe(
      createHash('sha256')
        .update(Uint8Array.from(one?.spki ?? []))
        .digest('hex'),
    );
    expect(await database.prisma.signingKey.count()).toBe(1);
  });

  it('signs what the public key verifies, always with s in the lower half', async () => {
    const keys = signingKeys();
    const { spki, keyId } = await keys.current(ORGANISATION);
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    for (let n = 0; n < 40; n++) {
      const bytes = systemChance(100);
      const { signature, keyId: signedWith } = await keys.sign(ORGANISATION, bytes);
      expect(signedWith).toBe(keyId);
      expect(signature).toHaveLength(64);
      expect(verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
      expect(BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`) <= HALF_ORDER).toBe(true);
    }
  });

  it('does not sign for an organisation without a key, nor with another vault key', async () => {
    await expect(signingKeys().sign('b'.repeat(32), Uint8Array.of(1))).rejects.toThrow('has no signing key');
    const stranger = new SigningKeys(database, systemChance(32), clock, systemChance);
    await expect(stranger.sign(ORGANISATION, Uint8Array.of(1))).rejects.toThrow('another vault key');
  });

  it('stores no private key in the clear', async () => {
    const row = await database.prisma.signingKey.findFirstOrThrow();
    const pkcs8 = open(row.privateSealed, { key: vaultKey, purpose: `signing-key ${row.keyId}` });
    expect(Buffer.from(row.privateSealed).includes(Buffer.from(pkcs8.subarray(-64)))).toBe(false);
  });

  it('gives each EPC its own salt of 16 bytes, the same for ever, also from a node started anew', async () => {
    const epcs = ['urn:epc:id:sgtin:0614141.107346.2017', 'urn:epc:id:sgtin:0614141.107346.2018'];
    const [one, two] = await Promise.all([
      gtinSecrets().saltsFor('issuer', '10614141073464', epcs),
      gtinSecrets().saltsFor('issuer', '10614141073464', epcs),
    ]);
    expect(one).toEqual(two);
    expect(one?.map((salt) => salt.length)).toEqual([16, 16]);
    expect(one?.[0]).not.toEqual(one?.[1]);
    const row = await database.prisma.gtinSecret.findFirstOrThrow({ where: { issuer: 'issuer' } });
    expect(row.epoch).toBe(await gtinSecrets().currentEpoch('issuer', '10614141073464'));
    const secret = open(row.secretSealed, { key: vaultKey, purpose: 'gtin-secret issuer 10614141073464 1' });
    expect(one?.[0]).toEqual(
      Uint8Array.from(
        createHmac('sha256', secret)
          .update(epcs[0] ?? '')
          .digest()
          .subarray(0, 16),
      ),
    );
  });

  it('salts differ between issuers and between GTINs, and an epoch that never was is a fault', async () => {
    const secrets = gtinSecrets();
    const salts = await Promise.all([
      secrets.saltsFor('x', '1', ['e']),
      secrets.saltsFor('y', '1', ['e']),
      secrets.saltsFor('x', '2', ['e']),
    ]);
    expect(new Set(salts.map(([salt]) => Buffer.from(salt ?? []).toString('hex'))).size).toBe(3);
    await expect(secrets.saltsFor('x', '1', ['e'], 2)).rejects.toThrow('No gtin-secret');
  });
});
