import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';

export interface Read {
  readerOrganisation: string;
  readerUser: string | null;
  ownerOrganisation: string;
  /** What was read, in a form that means something to its owner: a document hash, a lot, an EPC. */
  subject: string;
  purpose: string;
}

/** Who read whose data. Its owner sees every line. */
@Injectable()
export class AccessLog implements BeforeApplicationShutdown {
  /** Owned by `#drain`: what came while the last insert ran. */
  #waiting: { read: Read; at: Date; done: () => void; failed: (error: unknown) => void }[] = [];
  #draining: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Notes one read; resolves when the line is stored, so awaiting it before answering means that nothing is shown unlogged.
   * Reading one's own data is no line. Lines that come together are stored together.
   */
  recordRead(read: Read): Promise<void> {
    if (read.readerOrganisation === read.ownerOrganisation) return Promise.resolve();
    return new Promise((done, failed) => {
      this.#waiting.push({ read, at: this.clock.now(), done, failed });
      this.#draining ??= this.#drain();
    });
  }

  /** The newest lines about this owner's data, with the reader's name. */
  about(owner: string, first: number): Promise<{ at: Date; reader: string; subject: string; purpose: string }[]> {
    return this.database.query(
      `select l.at, coalesce(o.name, l.reader_id) as reader, l.subject, l.purpose
         from record.access_line l left join record.organisation o on o.id = l.reader_id
        where l.owner_id = $1 order by l.id desc limit $2`,
      [owner, first],
    );
  }

  /** Lines that nobody awaited; the pool is closed after this. */
  async beforeApplicationShutdown() {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    // One turn later, so that the lines of one answer go in one insert.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, 5_000);
      try {
        await this.#insert(batch);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    // In the same turn as the last look at the queue: a line that comes later starts its own round.
    this.#draining = undefined;
  }

  async #insert(batch: { read: Read; at: Date }[]): Promise<void> {
    await this.database.often(
      `insert into record.access_line (at, reader_id, reader_user, owner_id, subject, purpose)
       select * from unnest($1::timestamptz[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])`,
      [
        batch.map(({ at }) => at),
        batch.map(({ read }) => read.readerOrganisation),
        batch.map(({ read }) => read.readerUser),
        batch.map(({ read }) => read.ownerOrganisation),
        batch.map(({ read }) => read.subject),
        batch.map(({ read }) => read.purpose),
      ],
    );
  }
}
