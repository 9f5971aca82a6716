import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { backOffMs, GIVE_UP_MS } from './back-off.ts';

export type ExceptionPostState = 'waiting' | 'accepted' | 'refused' | 'gave up';

/** A message that is due to a partner's node. */
export interface DuePost {
  readonly message_uuid: string;
  readonly organisation_id: string;
  readonly partner_id: string;
  readonly attempts: number;
  readonly created_at: Date;
  readonly body: unknown;
}

/** A row is lent for so long to the one who sends it: another process on the same database leaves it alone meanwhile. */
const LENT_MS = 400_000;
const PROBLEM_MAX = 1_000;

/** Messages of exceptions that go to partners' nodes, and what became of them. */
@Injectable()
export class ExceptionPosts {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /** Lends those that are due, of each case the oldest alone: an answer must not come before what it answers. */
  lend(most: number): Promise<DuePost[]> {
    const now = this.clock.now();
    return this.database.query<DuePost>(
      `with due as (
         select p.message_uuid from ops.exception_post p
          where p.state = 'waiting' and p.due_at <= $1
            and not exists (select 1 from ops.exception_post e where e.case_id = p.case_id and e.state = 'waiting' and e.position < p.position)
          order by p.due_at limit $2 for update of p skip locked),
       lent as (update ops.exception_post p set due_at = $3 from due where p.message_uuid = due.message_uuid returning p.*)
       select l.message_uuid, l.organisation_id, l.partner_id, l.attempts, l.created_at, m.body
         from lent l join record.exception_message m on m.case_id = l.case_id and m.message_uuid = l.message_uuid`,
      [now, most, new Date(now.getTime() + LENT_MS)],
    );
  }

  /** Nothing came of a try. It is tried again later, for five days. */
  async failed({ attempts, created_at: since, message_uuid: id }: DuePost, problem: string): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - since.getTime() > GIVE_UP_MS) return this.settled(id, 'gave up', problem);
    await this.database.query('update ops.exception_post set attempts = attempts + 1, problem = $2, due_at = $3 where message_uuid = $1', [
      id,
      problem.slice(0, PROBLEM_MAX),
      new Date(now.getTime() + backOffMs(attempts, this.chance)),
    ]);
  }

  async settled(id: string, state: Exclude<ExceptionPostState, 'waiting'>, problem: string | null): Promise<void> {
    await this.database.query('update ops.exception_post set state = $2, settled_at = $3, problem = $4 where message_uuid = $1', [id, state, this.clock.now(), problem?.slice(0, PROBLEM_MAX) ?? null]);
  }

  /** How far the newest message of each case has come. */
  async newest(caseIds: readonly string[]): Promise<Map<string, { state: ExceptionPostState; problem: string | null }>> {
    const rows = await this.database.query<{ case_id: string; state: ExceptionPostState; problem: string | null }>(
      'select distinct on (case_id) case_id, state, problem from ops.exception_post where case_id = any ($1) order by case_id, position desc',
      [caseIds],
    );
    return new Map(rows.map(({ case_id: id, problem, state }) => [id, { state, problem }]));
  }
}
