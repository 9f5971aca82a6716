import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { open, seal } from './seal.ts';
import { VAULT_KEY } from './vault-key.ts';

/** The tokens by which subscribers know that this node wrote to them, sealed for storage, each to its subscription. */
@Injectable()
export class SubscriptionTokens {
  constructor(
    @Inject(VAULT_KEY) private readonly vaultKey: Uint8Array,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  seal(subscription: string, token: string): Uint8Array<ArrayBuffer> {
    return seal(new TextEncoder().encode(token), { key: this.vaultKey, purpose: purpose(subscription), chance: this.chance });
  }

  open(subscription: string, sealed: Uint8Array): string {
    return new TextDecoder().decode(open(sealed, { key: this.vaultKey, purpose: purpose(subscription) }));
  }
}

const purpose = (subscription: string): string => `signature token of subscription ${subscription}`;
