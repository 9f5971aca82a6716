import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { commandIdAt } from '@packtrail/ledger';
import type { JsonContext } from 'gs1-barcodes/epcis';
import type { Logger } from 'pino';
import type { Actor } from '../../handoffs/actor.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { LOGGER } from '../../platform/logging.ts';
import { type CaptureBody, CaptureFiles } from './capture-files.ts';
import { type CaptureJobRow, CaptureJobs } from './capture-jobs.ts';
import { CaptureRun } from './capture-run.ts';
import type { DocumentRefusal } from './document-refusal.ts';
import type { ErrorBehaviour } from './read-job.ts';

export interface Sent extends CaptureBody {
  readonly fileName: string;
  readonly behaviour: ErrorBehaviour;
  /** GLN of the partner whose machine sends it: it speaks for itself alone. */
  readonly from?: string;
}

export type Accepted =
  /** `settled` resolves when the job has come to its end. */
  | { readonly kind: 'accepted'; readonly id: string; readonly settled: Promise<void> }
  | { readonly kind: 'refused'; readonly refusal: DocumentRefusal }
  | { readonly kind: 'too large' }
  | { readonly kind: 'too many' }
  | { readonly kind: 'of another'; readonly sender: string };

/** Files wait on the disk: so many, and the next one is asked to come later. */
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
    await this.files.clean();
    for (const job of await this.jobs.running()) void this.#enqueue(() => this.#go(job, { organisationId: job.organisation_id, userId: job.user_id, siteGln: null }));
  }

  /** Between two commands, and between two pieces of its file, a job can be left: it goes on at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#queue;
  }

  /** Takes a file in; gives the id of its job, which then runs by itself. A file whose job was stopped continues that job. */
  async accept(actor: Actor & { userId: string }, sent: Sent): Promise<Accepted> {
    if (this.#waiting >= WAITING_MAX) return { kind: 'too many' };
    this.#waiting += 1;
    try {
      return await this.#receive(actor, sent);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #receive(actor: Actor & { userId: string }, sent: Sent): Promise<Accepted> {
    const fresh = commandIdAt(this.clock.now().getTime());
    const received = await this.files.receive(fresh, sent);
    if (received.kind !== 'read') return received;
    const { digest, outline } = received;
    const { behaviour, fileName, from, root } = sent;
    const sender = outline.header?.sender.gln ?? null;
    if (from !== undefined && sender !== from) {
      await this.files.forget(fresh);
      return { kind: 'of another', sender: sender ?? '' };
    }
    const { organisationId, userId } = actor;
    const stopped = await this.jobs.stopped({ organisationId, digest }, new Date(this.clock.now().getTime() - CONTINUE_MS));
    const id = stopped?.id ?? fresh;
    if (stopped) {
      await this.files.rename(fresh, id);
      await this.jobs.reopen(id, behaviour);
    } else {
      const instanceIdentifier = outline.header?.instanceIdentifier ?? null;
      await this.jobs.create({ id, organisationId, userId, fileName, digest, eventCount: outline.eventCount, sender, instanceIdentifier, behaviour, single: root === 'event' });
    }
    const job = await this.jobs.one(organisationId, id);
    if (!job) throw new Error(`the capture job ${id} is gone`);
    return { kind: 'accepted', id, settled: this.#enqueue(() => this.#go(job, actor, outline.context)) };
  }

  #go(job: CaptureJobRow, actor: Actor, context?: JsonContext | null): Promise<void> {
    return this.run.run(job, actor, { ...(context ? { context } : {}), stopping: () => this.#stopping });
  }

  /** Resolves when everything taken in so far is settled. */
  settled(): Promise<void> {
    return this.#queue;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#waiting += 1;
    this.#queue = this.#queue
      .then(work)
      .catch((error: unknown) => this.logger.error({ err: error, id: randomUUID() }, 'a capture job could not be settled; it goes on at the next start'))
      .finally(() => (this.#waiting -= 1));
    return this.#queue;
  }
}
