import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { open, seal } from './seal.ts';
import { VAULT_KEY } from './vault-key.ts';

interface Between {
  readonly organisationId: string;
  readonly partnerId: string;
}

/** Tokens that partners gave organisations of this node, sealed: whoever gets a copy of the database alone cannot ask in their name. */
@Injectable()
export class PartnerTokens {
  constructor(
    @Inject(VAULT_KEY) private readonly key: Uint8Array,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  seal(between: Between, token: string): Uint8Array {
    return seal(new TextEncoder().encode(token), { key: this.key, purpose: purposeOf(between), chance: this.chance });
  }

  open(between: Between, sealed: Uint8Array): string {
    return new TextDecoder().decode(open(sealed, { key: this.key, purpose: purposeOf(between) }));
  }
}

const purposeOf = ({ organisationId, partnerId }: Between): string => `partner-token ${organisationId} ${partnerId}`;
