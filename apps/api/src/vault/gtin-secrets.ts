import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { Database } from '../platform/database.ts';
import { open, seal } from './seal.ts';
import { VAULT_KEY } from './vault-key.ts';

const FIRST_EPOCH = 1;
const SALT_BYTES = 16;
/** So many salts are made before other requests get their turn (about 10 ms). */
const BATCH = 5_000;

/** The secrets that the salts of packages come from: one for each issuer, GTIN and epoch. They never leave this class. */
@Injectable()
export class GtinSecrets {
  readonly #loaded = new Map<string, Promise<KeyObject>>();

  constructor(
    private readonly database: Database,
    @Inject(VAULT_KEY) private readonly vaultKey: Uint8Array,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /** The epoch that new serials of this GTIN are salted with; made at the first asking. */
  async currentEpoch(issuer: string, gtin: string): Promise<number> {
    const { prisma } = this.database;
    const latest = () => prisma.gtinSecret.findFirst({ where: { issuer, gtin }, orderBy: { epoch: 'desc' }, select: { epoch: true } });
    const found = await latest();
    if (found) return found.epoch;
    const secretSealed = seal(this.chance(32), { key: this.vaultKey, purpose: purpose(issuer, gtin, FIRST_EPOCH), chance: this.chance });
    // Of two that ask at once one secret stays, and both use that one.
    await prisma.gtinSecret.createMany({ data: [{ gtin, issuer, epoch: FIRST_EPOCH, secretSealed }], skipDuplicates: true });
    return (await latest())?.epoch ?? FIRST_EPOCH;
  }

  /**
   * One salt of 16 bytes for each EPC, in their order: the head of HMAC-SHA-256(secret, epc). The same EPC has the same salt for ever.
   * `epoch` names an older secret, for what was commissioned under it; an epoch that never was is a fault.
   */
  async saltsFor(issuer: string, gtin: string, epcs: readonly string[], epoch?: number): Promise<Uint8Array[]> {
    const secret = await this.#secret(issuer, gtin, epoch ?? (await this.currentEpoch(issuer, gtin)));
    const salts: Uint8Array[] = [];
    for (const epc of epcs) {
      salts.push(Uint8Array.from(createHmac('sha256', secret).update(epc).digest().subarray(0, SALT_BYTES)));
      if (salts.length % BATCH === 0) await setImmediate();
    }
    return salts;
  }

  #secret(issuer: string, gtin: string, epoch: number): Promise<KeyObject> {
    const name = purpose(issuer, gtin, epoch);
    const known = this.#loaded.get(name);
    if (known) return known;
    const loading = this.database.prisma.gtinSecret.findUnique({ where: { gtin_issuer_epoch: { gtin, issuer, epoch } } }).then((row) => {
      if (!row) throw new Error(`No ${name}.`);
      return createSecretKey(open(row.secretSealed, { key: this.vaultKey, purpose: name }));
    });
    this.#loaded.set(name, loading);
    loading.catch(() => this.#loaded.delete(name));
    return loading;
  }
}

function purpose(issuer: string, gtin: string, epoch: number): string {
  return `gtin-secret ${issuer} ${gtin} ${epoch}`;
}
