import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { commandIdAt } from '@packtrail/ledger';
import type { Logger } from 'pino';
import type { Actor } from '../../handoffs/actor.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { LOGGER } from '../../platform/logging.ts';
import { CaptureFiles } from './capture-files.ts';
import { CaptureJobs } from './capture-jobs.ts';
import { CaptureRun } from './capture-run.ts';
import type { XmlRefusal } from './split-document.ts';

export type Accepted = { readonly kind: 'accepted'; readonly id: string } | { readonly kind: 'refused'; readonly refusal: XmlRefusal } | { readonly kind: 'too large' } | { readonly kind: 'too many' };

/** Files wait with all they say in memory: so many, and the next one is asked to come later. */
const WAITING_MAX = 8;

/** Command ids are good for seven days; a stopped job is taken up again while there is a day left. */
const CONTINUE_MS = 6 * 86_400_000;

/** Takes files in, and runs their jobs one after the other: of two copies of one file the second finds the first recorded. */
@Injectable()
export class Captures implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Owned by `#enqueue`: ends when all that was taken in is settled. `#waiting` counts it, and what is just arriving. */
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #stopping = false;

  constructor(
    private readonly files: CaptureFiles,
    private readonly jobs: CaptureJobs,
    private readonly run: CaptureRun,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Jobs that were running when the node stopped go on under the same command ids. */
  async onApplicationBootstrap(): Promise<void> {
    for (const job of await this.jobs.running()) {
      this.#enqueue(async () => {
        const file = await this.files.again(job.id);
        await this.run.run(job.id, { organisationId: job.organisation_id, userId: job.user_id, siteGln: null }, { digest: job.digest, file, stopping: () => this.#stopping });
      });
    }
  }

  /** Between two commands a job can be left: it goes on at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#queue;
  }

  /** Takes a file in; gives the id of its job, which then runs by itself. A file whose job was stopped continues that job. */
  async accept(actor: Actor & { userId: string }, { body, fileName }: { body: AsyncIterable<Uint8Array>; fileName: string }): Promise<Accepted> {
    if (this.#waiting >= WAITING_MAX) return { kind: 'too many' };
    this.#waiting += 1;
    try {
      return await this.#receive(actor, { body, fileName });
    } finally {
      this.#waiting -= 1;
    }
  }

  async #receive(actor: Actor & { userId: string }, { body, fileName }: { body: AsyncIterable<Uint8Array>; fileName: string }): Promise<Accepted> {
    const fresh = commandIdAt(this.clock.now().getTime());
    const received = await this.files.receive(fresh, body);
    if (received.kind !== 'read') return received;
    const { digest, file } = received;
    const { organisationId, userId } = actor;
    const stopped = await this.jobs.stopped({ organisationId, digest }, new Date(this.clock.now().getTime() - CONTINUE_MS));
    const id = stopped?.id ?? fresh;
    if (stopped) {
      await this.files.rename(fresh, id);
      await this.jobs.reopen(id);
    } else {
      const sender = file.header?.sender.gln ?? null;
      await this.jobs.create({ id, organisationId, userId, fileName, digest, eventCount: file.eventCount, sender, instanceIdentifier: file.header?.instanceIdentifier ?? null });
    }
    this.#enqueue(() => this.run.run(id, actor, { digest, file, stopping: () => this.#stopping }));
    return { kind: 'accepted', id };
  }

  /** Resolves when everything taken in so far is settled. */
  settled(): Promise<void> {
    return this.#queue;
  }

  #enqueue(work: () => Promise<void>): void {
    this.#waiting += 1;
    this.#queue = this.#queue
      .then(work)
      .catch((error: unknown) => this.logger.error({ err: error, id: randomUUID() }, 'a capture job could not be settled; it goes on at the next start'))
      .finally(() => (this.#waiting -= 1));
  }
}
