import { Global, Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { EventBackfill } from '../documents/event-backfill.ts';
import { EventStore } from '../documents/event-store.ts';
import { PARTY_REGISTRAR } from '../identity/party-registrar.ts';
import { LOGGER } from '../platform/logging.ts';
import { UnitFinder } from './find-units.ts';
import { LedgerRegistrar } from './ledger-registrar.ts';
import { Outbox } from './outbox.ts';
import { PlanTools } from './plan/tools.ts';
import { Handoffs } from './record.ts';

/** Before anything new is recorded, what was under way when the node stopped is settled. */
@Injectable()
class OutboxRecovery implements OnApplicationBootstrap {
  constructor(
    private readonly handoffs: Handoffs,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const settled = await this.handoffs.recover();
    if (settled > 0) this.logger.info({ settled }, 'commands under way at the last stop are settled');
  }
}

@Global()
@Module({
  providers: [EventBackfill, EventStore, Handoffs, Outbox, UnitFinder, PlanTools, OutboxRecovery, LedgerRegistrar, { provide: PARTY_REGISTRAR, useExisting: LedgerRegistrar }],
  exports: [EventStore, Handoffs, Outbox, UnitFinder, PlanTools, LedgerRegistrar, PARTY_REGISTRAR],
})
export class HandoffsModule {}
