import { createHash, createPrivateKey, generateKeyPair, sign as signBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { lowS } from './low-s.ts';
import { open, seal } from './seal.ts';
import { VAULT_KEY } from './vault-key.ts';

export interface PublicKey {
  /** SHA-256 of the SPKI DER, in hex. */
  keyId: string;
  spki: Uint8Array;
}

/** The P-256 keys that organisations hosted here sign their commands with. */
@Injectable()
export class SigningKeys {
  /** Owned by `#load`: parsing a key costs more than signing with it. */
  readonly #loaded = new Map<string, Promise<{ keyId: string; key: KeyObject }>>();

  constructor(
    private readonly database: Database,
    @Inject(VAULT_KEY) private readonly vaultKey: Uint8Array,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /** The organisation's current public key; the pair is made when it has none. */
  async current(organisationId: string): Promise<PublicKey> {
    const found = await this.#find(organisationId);
    if (found) return { keyId: found.keyId, spki: found.publicSpki };
    await this.#make(organisationId);
    const made = await this.#find(organisationId);
    if (!made) throw new Error(`No signing key could be made for organisation ${organisationId}.`);
    return { keyId: made.keyId, spki: made.publicSpki };
  }

  /**
   * Signs in the organisation's name: ECDSA over SHA-256 of `bytes`, r and s of 32 bytes each, s in the lower half.
   * An organisation without a key is a fault: it was never registered.
   */
  async sign(organisationId: string, bytes: Uint8Array): Promise<{ signature: Uint8Array; keyId: string }> {
    const loading = this.#loaded.get(organisationId) ?? this.#load(organisationId);
    const { keyId, key } = await loading;
    const signature = await signAsync('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
    return { signature: lowS(Uint8Array.from(signature)), keyId };
  }

  #find(organisationId: string) {
    return this.database.prisma.signingKey.findFirst({ where: { organisationId, validUntil: null } });
  }

  #load(organisationId: string): Promise<{ keyId: string; key: KeyObject }> {
    const loading = this.#find(organisationId).then((row) => {
      if (!row) throw new Error(`Organisation ${organisationId} has no signing key.`);
      const pkcs8 = open(row.privateSealed, { key: this.vaultKey, purpose: `signing-key ${row.keyId}` });
      return { keyId: row.keyId, key: createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }) };
    });
    this.#loaded.set(organisationId, loading);
    // A failed look-up is not remembered.
    loading.catch(() => this.#loaded.delete(organisationId));
    return loading;
  }

  async #make(organisationId: string): Promise<void> {
    const { privateKey, publicKey } = await generateAsync('ec', { namedCurve: 'P-256' });
    const publicSpki = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }));
    const keyId = createHash('sha256').update(publicSpki).digest('hex');
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
    const privateSealed = seal(pkcs8, { key: this.vaultKey, purpose: `signing-key ${keyId}`, chance: this.chance });
    // Someone else may have made the first key meanwhile; the database keeps one current key, and both then use it.
    await this.database.prisma.signingKey.createMany({
      data: [{ keyId, organisationId, publicSpki, privateSealed, validFrom: this.clock.now() }],
      skipDuplicates: true,
    });
  }
}

const generateAsync = promisify(generateKeyPair);
const signAsync = promisify<string, Uint8Array, { key: KeyObject; dsaEncoding: 'ieee-p1363' }, Buffer>(signBytes);
