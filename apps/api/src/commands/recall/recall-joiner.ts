import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { commandIdAt } from '@packtrail/ledger';
import type { Logger } from 'pino';
import { Handoffs } from '../../handoffs/record.ts';
import { type Clock, LEDGER_CLOCK } from '../../platform/clock.ts';
import { LOGGER } from '../../platform/logging.ts';
import { PartyNames } from '../../read-model/party-names.ts';
import { RecallRows } from '../../read-model/recall-rows.ts';
import { planIssue } from './plan-recall.ts';

const EVERY_MS = 30_000;

/**
 * Adds to recalls in force what is of the same print and came later: a lot that is attested to after its recall, a key whose joining was
 * interrupted. Each joins in the name of who registered the lot.
 */
@Injectable()
export class RecallJoiner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Owned by this class: the round that runs, and the timer of the next. */
  #running: Promise<number> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rows: RecallRows,
    private readonly names: PartyNames,
    private readonly handoffs: Handoffs,
    @Inject(LEDGER_CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.join().catch((error: unknown) => this.logger.error({ err: error }, 'late lots could not be added to their recalls; trying again'));
    }, EVERY_MS);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running?.catch(() => 0);
  }

  /** Joins what is missing; gives how many lots joined. A second call while one runs gets the same answer. */
  join(): Promise<number> {
    this.#running ??= this.#round().finally(() => (this.#running = null));
    return this.#running;
  }

  async #round(): Promise<number> {
    const missing = await this.rows.unjoined();
    const here = await this.names.of(missing.map(({ registered_by: by }) => by));
    let joined = 0;
    for (const { class: recallClass, lot, recall, registered_by: by } of missing) {
      // Only for organisations of this node: it holds no others' keys.
      if (!here.has(by)) continue;
      const recorded = await this.handoffs.record(
        { organisationId: by, userId: null, siteGln: null },
        {
          commandId: commandIdAt(this.clock.now().getTime()),
          type: 'issueRecall',
          request: { recall, keys: [lot] },
          prepare: () => Promise.resolve(planIssue({ id: recall, class: recallClass }, [{ key: lot, number: lot }], { documents: [], joins: true })),
        },
      );
      if (recorded.kind === 'receipt') joined += 1;
      else this.logger.error({ recall, party: by, lot, refusal: recorded.refusal.code }, 'a lot could not join its recall');
    }
    return joined;
  }
}
