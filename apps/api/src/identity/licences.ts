import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** The licences of trading partners, as far as they are recorded. */
@Injectable()
export class Licences {
  constructor(private readonly database: Database) {}

  /** Of these organisations the ones whose every recorded licence has ended, with the day of the last. Who has none recorded is not among them: nothing is known. */
  async ended(organisations: readonly string[], today: string): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; ended: string }>(
      'select organisation_id as id, max(valid_until) as ended from record.licence where organisation_id = any ($1) group by 1 having max(valid_until) < $2',
      [organisations, today],
    );
    return new Map(rows.map(({ ended, id }) => [id, ended]));
  }
}
