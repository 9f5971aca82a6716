import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../platform/logging.ts';
import { Arrivals } from './arrivals.ts';
import { Deliveries } from './deliveries.ts';
import { ExceptionPosts } from './exception-posts.ts';
import { PartyCards } from './party-cards.ts';
import { Pull } from './pull.ts';
import { DeliverySender } from './send-delivery.ts';
import { ExceptionPostSender } from './send-exception-post.ts';

const ROUND_MS = 1_000;
const AT_ONCE = 8;

/** Sends what is due to partners, fetches what is due from them, and opens organisations that were signed in elsewhere. What it has not done at a stop is due at the next start. */
@Injectable()
export class ExchangeWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #working: Promise<void> | undefined;
  /** Owned by `round`: rounds come one after the other, whoever asks for them. */
  #rounds: Promise<void> = Promise.resolve();

  constructor(
    private readonly deliveries: Deliveries,
    private readonly sender: DeliverySender,
    private readonly posts: ExceptionPosts,
    private readonly postSender: ExceptionPostSender,
    private readonly arrivals: Arrivals,
    private readonly pull: Pull,
    private readonly cards: PartyCards,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#working = this.#work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rest();
  }

  /** Ends the rounds that it makes by itself; those that it is asked for it still makes. */
  async rest(): Promise<void> {
    this.#stop.abort();
    await this.#working;
    await this.#rounds;
  }

  /** Does what is due now. One that fails for a reason of ours does not keep the others. */
  round(): Promise<void> {
    this.#rounds = this.#rounds.then(async () => {
      await this.#guarded('signing in', () => this.cards.openRegistered());
      for (const delivery of await this.#lent(() => this.deliveries.lend(AT_ONCE))) {
        await this.#guarded('a delivery', () => this.sender.send(delivery), (why) => this.deliveries.failed(delivery, why));
      }
      for (const post of await this.#lent(() => this.posts.lend(AT_ONCE))) {
        await this.#guarded('a message', () => this.postSender.send(post), (why) => this.posts.failed(post, why));
      }
      for (const arrival of await this.#lent(() => this.arrivals.lend(AT_ONCE))) {
        await this.#guarded('an arrival', () => this.pull.try(arrival), (why) => this.arrivals.failed(arrival, why));
      }
    });
    return this.#rounds;
  }

  async #work(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.round();
    }
  }

  async #lent<T>(lend: () => Promise<T[]>): Promise<T[]> {
    try {
      return await lend();
    } catch (error) {
      this.logger.error({ err: error }, 'what is due to partners could not be looked up; trying again');
      return [];
    }
  }

  async #guarded(what: string, work: () => Promise<unknown>, failed?: (why: string) => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, what }, 'the exchange with a partner failed here; trying again');
      // The row stays lent when even that fails, and comes up again by itself.
      await failed?.('Something went wrong at this node; its log has more.').catch((again: unknown) => this.logger.error({ err: again, what }, 'the failure could not be kept'));
    }
  }
}
