import { Global, Module } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CONFIG, type Config } from '../platform/config.ts';
import { GtinSecrets } from './gtin-secrets.ts';
import { PartnerTokens } from './partner-tokens.ts';
import { RegistrarKey } from './registrar-key.ts';
import { Salts } from './salts.ts';
import { SigningKeys } from './signing-keys.ts';
import { SubscriptionTokens } from './subscription-tokens.ts';
import { loadVaultKey, VAULT_KEY } from './vault-key.ts';

@Global()
@Module({
  providers: [
    {
      provide: VAULT_KEY,
      inject: [CONFIG, CHANCE],
      useFactory: ({ vaultKey, dataDir }: Config, chance: Chance) => loadVaultKey({ given: vaultKey, dataDir, chance }),
    },
    SigningKeys,
    GtinSecrets,
    Salts,
    RegistrarKey,
    PartnerTokens,
    SubscriptionTokens,
  ],
  exports: [SigningKeys, GtinSecrets, Salts, RegistrarKey, PartnerTokens, SubscriptionTokens],
})
export class VaultModule {}
