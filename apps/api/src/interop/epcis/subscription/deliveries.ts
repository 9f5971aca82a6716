import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { EventStore } from '../../../documents/event-store.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { LOGGER } from '../../../platform/logging.ts';
import { SubscriptionTokens } from '../../../vault/subscription-tokens.ts';
import { EventBook } from '../query/event-book.ts';
import { FoundDocument } from '../query/found-document.ts';
import { NamedQueries } from '../query/named-queries.ts';
import { nextTime } from './schedule.ts';
import { type SubscriptionRow, SubscriptionRows } from './subscription-rows.ts';
import { Webhook } from './webhook.ts';

const ROUND_MS = 1_000;
const AT_ONCE = 8;
const EVENTS_MAX = 500;
const RETRY_MS = 5_000;
const RETRY_MS_MAX = 3_600_000;

/**
 * Tells subscribers what their queries newly find, in the order in which events became visible. What was sent counts when it was
 * acknowledged: until then the same events are sent again, later each time, and nothing after them. A subscriber that was down for a month
 * gets the month.
 */
@Injectable()
export class Deliveries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  /** Owned by `round`: ends with the round that was begun last. */
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly rows: SubscriptionRows,
    private readonly queries: NamedQueries,
    private readonly book: EventBook,
    private readonly document: FoundDocument,
    private readonly store: EventStore,
    private readonly webhook: Webhook,
    private readonly tokens: SubscriptionTokens,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** One round, after those that were begun before: everything that is due is sent once. */
  round(): Promise<void> {
    const round = this.#last.then(() => this.#round());
    this.#last = round.catch(() => undefined);
    return round;
  }

  async #round(): Promise<void> {
    const due = await this.rows.due(this.clock.now(), 1_000);
    if (due.length === 0) return;
    const upTo = await this.store.newestRelease();
    for (let from = 0; from < due.length; from += AT_ONCE) await Promise.all(due.slice(from, from + AT_ONCE).map((row) => this.#deliver(row, upTo)));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.round().catch((error: unknown) => this.logger.error({ err: error }, 'subscriptions could not be served; trying again'));
    }
  }

  async #deliver(row: SubscriptionRow, upTo: number): Promise<void> {
    const now = this.clock.now();
    const why = await this.#send(row, upTo, now).catch((error: unknown) => {
      this.logger.error({ err: error, subscription: row.id }, 'a subscription could not be served');
      return 'it could not be made';
    });
    if (why === null || this.#stop.signal.aborted) return;
    await this.rows.failed(row.id, why, new Date(now.getTime() + Math.min(RETRY_MS * 2 ** Math.min(row.failures, 20), RETRY_MS_MAX)));
  }

  /** Null when all went well, else why not. */
  async #send(row: SubscriptionRow, upTo: number, now: Date): Promise<string | null> {
    const isScheduled = row.schedule !== null;
    const isNews = upTo > row.released || row.seq !== null;
    if (!isNews && !isScheduled) return null;
    const current = await this.rows.subscriber(row);
    if (!current) return 'its subscriber may not ask any more';
    const query = await this.queries.read(row.organisation_id, row.query_name);
    const found = await this.book.since({ current, reason: row.reason }, query, { reached: row, upTo, first: EVENTS_MAX, recordedFrom: row.initial_record_time });
    const isTold = found.events.length > 0 || (isScheduled && row.report_if_empty);
    if (isTold) {
      const body = await this.document.write(
        { creationDate: now.toISOString(), queryName: row.query_name, subscriptionID: row.id, events: found.events },
        { media: 'application/json', epcs: row.epc_format, words: 'web' },
      );
      const failure = await this.webhook.post({ dest: row.dest, body, token: row.token_sealed && this.tokens.open(row.id, row.token_sealed), id: `${row.id}/${found.reached.released}-${found.reached.seq ?? 'all'}` }, this.#stop.signal);
      if (failure !== null) return failure;
    }
    // What is left over of much is sent in the next round, whatever the schedule.
    const dueAt = found.reached.seq === null && row.schedule ? (nextTime(row.schedule, now) ?? now) : now;
    await this.rows.acknowledged(row.id, { ...found.reached, dueAt, notifiedAt: isTold ? now : null });
    return null;
  }
}
