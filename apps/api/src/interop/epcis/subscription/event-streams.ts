import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { EventStore } from '../../../documents/event-store.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { Problem } from '../problem.ts';
import { type Asker, EventBook, type Reached } from '../query/event-book.ts';
import { FoundDocument } from '../query/found-document.ts';
import { NamedQueries } from '../query/named-queries.ts';
import type { Wanted } from '../query/negotiation.ts';
import { SubscriptionRows } from './subscription-rows.ts';

export type StreamMedia = 'text/event-stream' | 'application/x-ndjson';

const ROUND_MS = 1_000;
/** Rounds without news after which a sign of life is sent, so that a connection that broke is seen. */
const QUIET_ROUNDS = 15;
const EVENTS_MAX = 100;
const STREAMS_MAX = 20;

/** What a named query newly finds, for as long as a client listens: each message an EPCISQueryDocument, in the order in which events became visible. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  /** Owned by `follow`: open streams by organisation. */
  readonly #open = new Map<string, number>();

  constructor(
    private readonly queries: NamedQueries,
    private readonly book: EventBook,
    private readonly document: FoundDocument,
    private readonly store: EventStore,
    private readonly rows: SubscriptionRows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Ends every stream: clients come again with the id of the last message they got. */
  beforeApplicationShutdown(): void {
    this.#stop.abort();
  }

  /**
   * The messages of a stream, from where a client got to (the id of a message), or from now. Refuses an id that is none, and one stream too
   * many. A stream ends when its user may not ask any more.
   */
  async follow(asker: Asker, name: string, { from, media, wanted }: { from: string | null; media: StreamMedia; wanted: Wanted }): Promise<AsyncGenerator<string>> {
    const { id: organisation } = asker.current.organisation;
    await this.queries.read(organisation, name);
    const reached = from === null ? { released: await this.store.newestRelease(), seq: null } : reachedOf(from);
    const open = this.#open.get(organisation) ?? 0;
    if (open >= STREAMS_MAX) throw new Problem('SubscriptionControlsException', `An organisation has at most ${STREAMS_MAX} streams open.`);
    return this.#messages(asker, name, reached, { media, wanted });
  }

  async *#messages(asker: Asker, name: string, from: Reached, { media, wanted }: { media: StreamMedia; wanted: Wanted }): AsyncGenerator<string> {
    const { organisation, user } = asker.current;
    const { signal } = this.#stop;
    this.#open.set(organisation.id, (this.#open.get(organisation.id) ?? 0) + 1);
    try {
      yield alive(media);
      let reached = from;
      for (let quiet = 0; !signal.aborted; quiet += 1) {
        const upTo = await this.store.newestRelease();
        if (upTo > reached.released || reached.seq !== null) {
          const current = await this.rows.subscriber({ organisation_id: organisation.id, user_id: user.id });
          if (!current) return;
          const query = await this.queries.read(organisation.id, name);
          const found = await this.book.since({ ...asker, current }, query, { reached, upTo, first: EVENTS_MAX, recordedFrom: null });
          reached = found.reached;
          if (found.events.length > 0) {
            const text = await this.document.write({ creationDate: this.clock.now().toISOString(), queryName: name, events: found.events }, wanted);
            yield message(media, text, idOf(reached));
            quiet = 0;
          }
          if (reached.seq !== null) continue;
        }
        if (quiet >= QUIET_ROUNDS) {
          yield alive(media);
          quiet = 0;
        }
        await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.#open.set(organisation.id, (this.#open.get(organisation.id) ?? 1) - 1);
    }
  }
}

const alive = (media: StreamMedia): string => (media === 'text/event-stream' ? ': here\n\n' : '\n');
const message = (media: StreamMedia, text: string, id: string): string => (media === 'text/event-stream' ? `id: ${id}\ndata: ${text}\n\n` : `${text}\n`);
const idOf = ({ released, seq }: Reached): string => `${released}-${seq ?? 'all'}`;

function reachedOf(id: string): Reached {
  const [, released, seq] = /^(\d{1,15})-(\d{1,15}|all)$/.exec(id) ?? [];
  if (released === undefined || seq === undefined) throw new Problem('SubscriptionControlsException', `Last-Event-ID: ${id.slice(0, 100)} is the id of no message.`);
  return { released: Number(released), seq: seq === 'all' ? null : Number(seq) };
}
