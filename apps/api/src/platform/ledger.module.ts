import { join } from 'node:path';
import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Ledger } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { StartRefused } from '../start/start-refused.ts';
import { Witnesses } from '../witness/witnesses.ts';
import { RegistrarKey } from '../vault/registrar-key.ts';
import { VaultModule } from '../vault/vault.module.ts';
import { CLOCK, type Clock } from './clock.ts';
import { CONFIG, type Config } from './config.ts';
import { LEDGER } from './ledger-token.ts';
import { Readiness } from './readiness.ts';

export { LEDGER } from './ledger-token.ts';

/** Closes the ledger after the last request. */
@Injectable()
class LedgerLife implements OnApplicationShutdown {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  async onApplicationShutdown(): Promise<void> {
    await this.ledger.close();
  }
}

@Global()
@Module({
  imports: [VaultModule],
  providers: [
    {
      provide: LEDGER,
      inject: [CONFIG, CLOCK, Readiness, RegistrarKey],
      useFactory: async (config: Config, clock: Clock, readiness: Readiness, registrar: RegistrarKey): Promise<Ledger> => {
        if (config.ledger !== 'embedded') throw new StartRefused('LEDGER=fabric is not there yet: leave LEDGER out, or set it to embedded.');
        const ledger = await openEmbedded({
          directory: join(config.dataDir, 'ledger'),
          clock: () => clock.now().getTime(),
          registrars: [registrar.public()],
        });
        readiness.report('ledger', () => ledger.audit().stopped === null);
        return ledger;
      },
    },
    LedgerLife,
    Witnesses,
  ],
  exports: [LEDGER, Witnesses],
})
export class LedgerModule {}
