import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import type { LegalHold } from './legal-hold.model.ts';

const HOLD = `h.id, h.organisation_id as "organisationId", o.name as "organisationName", h.reason, h.placed_at as "placedAt", h.lifted_at as "liftedAt"
  from record.legal_hold h join record.organisation o on o.id = h.organisation_id`;

/** Legal holds. The database enforces them, as it does the six years: see the trigger `record.keep`. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The newest thousand, those in force first. */
  all(): Promise<LegalHold[]> {
    return this.database.query<LegalHold>(`select ${HOLD} order by h.lifted_at is not null, h.placed_at desc limit 1000`);
  }

  /** Refuses an unknown organisation (NOT_FOUND). */
  async place(organisationId: string, reason: string, by: string): Promise<LegalHold> {
    const id = uuidv7();
    const rows = await this.database.query(
      'insert into record.legal_hold (id, organisation_id, reason, placed_by, placed_at) select $1, o.id, $3, $4, $5 from record.organisation o where o.id = $2 returning id',
      [id, organisationId, reason, by, this.clock.now()],
    );
    if (rows.length === 0) throw failure('NOT_FOUND', 'There is no such organisation.');
    return this.#one(id);
  }

  /** Refuses one that is not in force (NOT_FOUND). */
  async lift(id: string, by: string): Promise<LegalHold> {
    const rows = await this.database.query('update record.legal_hold set lifted_by = $2, lifted_at = $3 where id = $1 and lifted_at is null returning id', [id, by, this.clock.now()]);
    if (rows.length === 0) throw failure('NOT_FOUND', 'There is no such hold in force.');
    return this.#one(id);
  }

  async #one(id: string): Promise<LegalHold> {
    const [hold] = await this.database.query<LegalHold>(`select ${HOLD} where h.id = $1`, [id]);
    if (!hold) throw failure('NOT_FOUND', 'There is no such hold.');
    return hold;
  }
}
