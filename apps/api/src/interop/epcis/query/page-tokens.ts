import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Current } from '../../../identity/current.ts';
import { CHANCE, type Chance } from '../../../platform/chance.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { Database } from '../../../platform/database.ts';
import { badParameter } from '../problem.ts';
import type { Place } from './event-book.ts';

/** Where a page ended, and how many events of a limited answer are left. */
export interface PageEnd {
  readonly place: Place;
  readonly leftOver: number | null;
}

const TOKEN_BYTES = 24;
const GOOD_FOR_MS = 3_600_000;

/** Tokens of next pages: drawn at random, kept as hashes, good for an hour, for who asked and for the question asked. */
@Injectable()
export class PageTokens {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  async issue({ organisation, user }: Current, question: string, { leftOver, place }: PageEnd): Promise<{ token: string; expires: Date }> {
    const token = Buffer.from(this.chance(TOKEN_BYTES)).toString('base64url');
    const now = this.clock.now();
    const expires = new Date(now.getTime() + GOOD_FOR_MS);
    await this.database.query('delete from ops.event_page where expires_at < $1', [now]);
    await this.database.query('insert into ops.event_page (token_hash, organisation_id, user_id, question, place, left_over, expires_at) values ($1, $2, $3, $4, $5, $6, $7)', [
      hashOf(token),
      organisation.id,
      user.id,
      hashOf(question),
      JSON.stringify(place),
      leftOver,
      expires,
    ]);
    return { token, expires };
  }

  /** Refuses a token that is not the asker's, is over, was taken back, or is another question's. */
  async redeem({ organisation, user }: Current, question: string, token: string): Promise<PageEnd> {
    const [row] = await this.database.query<{ place: Place; left_over: number | null }>(
      'select place, left_over from ops.event_page where token_hash = $1 and organisation_id = $2 and user_id = $3 and question = $4 and expires_at >= $5',
      [hashOf(token), organisation.id, user.id, hashOf(question), this.clock.now()],
    );
    if (!row) throw badParameter('nextPageToken', 'it is over, was taken back, or belongs to another question: ask again from the first page.');
    return { place: row.place, leftOver: row.left_over };
  }

  /** Whether there was such a token of the asker to take back. */
  async takeBack({ organisation, user }: Current, token: string): Promise<boolean> {
    const rows = await this.database.query('delete from ops.event_page where token_hash = $1 and organisation_id = $2 and user_id = $3 returning 1 as gone', [hashOf(token), organisation.id, user.id]);
    return rows.length > 0;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
