import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';

export interface Read {
  readerOrganisation: string;
  readerUser: string | null;
  ownerOrganisation: string;
  /** What was read, in a form that means something to its owner: a document hash, a lot, an EPC. */
  subject: string;
  purpose: string;
}

interface Line extends Read {
  readonly at: Date;
}

const LINES_AT_ONCE = 1_000;

/** Who read whose data. Its owner sees every line. */
@Injectable()
export class AccessLog implements BeforeApplicationShutdown {
  readonly #lines = new Together<Line, void>(async (lines) => {
    await this.database.often(
      `insert into record.access_line (at, reader_id, reader_user, owner_id, subject, purpose)
       select * from unnest($1::timestamptz[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])`,
      [
        lines.map(({ at }) => at),
        lines.map(({ readerOrganisation }) => readerOrganisation),
        lines.map(({ readerUser }) => readerUser),
        lines.map(({ ownerOrganisation }) => ownerOrganisation),
        lines.map(({ subject }) => subject),
        lines.map(({ purpose }) => purpose),
      ],
    );
    return lines.map(() => undefined);
  }, LINES_AT_ONCE);

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Notes one read; resolves when the line is stored, so awaiting it before answering means that nothing is shown unlogged.
   * Reading one's own data is no line. Lines that come together are stored together.
   */
  recordRead(read: Read): Promise<void> {
    return read.readerOrganisation === read.ownerOrganisation ? Promise.resolve() : this.#lines.of({ ...read, at: this.clock.now() });
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
    await this.#lines.idle();
  }
}
