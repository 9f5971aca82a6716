import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Ledger } from '@packtrail/ledger';
import { Witnesses } from '../witness/witnesses.ts';
import { RegistrarKey } from '../vault/registrar-key.ts';
import { VaultModule } from '../vault/vault.module.ts';
import { type Clock, LEDGER_CLOCK } from './clock.ts';
import { CONFIG, type Config } from './config.ts';
import { LEDGER, OPENED_LEDGER } from './ledger-token.ts';
import { LOGGER } from './logging.ts';
import { type OpenedLedger, openLedger } from './open-ledger.ts';
import { Readiness } from './readiness.ts';
import type { Logger } from 'pino';

export { LEDGER } from './ledger-token.ts';

/** Closes the ledger after the last request. */
@Injectable()
class LedgerLife implements OnApplicationShutdown {
  constructor(@Inject(OPENED_LEDGER) private readonly opened: OpenedLedger) {}

  async onApplicationShutdown(): Promise<void> {
    await this.opened.end();
  }
}

@Global()
@Module({
  imports: [VaultModule],
  providers: [
    {
      provide: OPENED_LEDGER,
      inject: [CONFIG, LEDGER_CLOCK, Readiness, RegistrarKey, LOGGER],
      useFactory: async (config: Config, clock: Clock, readiness: Readiness, registrar: RegistrarKey, logger: Logger): Promise<OpenedLedger> => {
        const opened = await openLedger({ config, clock, registrar, logger });
        readiness.report('ledger', () => opened.ledger.audit().stopped === null);
        return opened;
      },
    },
    { provide: LEDGER, inject: [OPENED_LEDGER], useFactory: ({ ledger }: OpenedLedger): Ledger => ledger as Ledger },
    LedgerLife,
    Witnesses,
  ],
  exports: [LEDGER, OPENED_LEDGER, Witnesses],
})
export class LedgerModule {}
