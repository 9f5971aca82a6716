import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';

/** The licences of trading partners, as far as they are recorded. */
@Injectable()
export class Licences {
  readonly #lastDay = new Together<string, string | null>(async (organisations) => {
    const rows = await this.database.query<{ id: string; ended: string }>('select organisation_id as id, max(valid_until) as ended from record.licence where organisation_id = any ($1) group by 1', [[...new Set(organisations)]]);
    const found = new Map(rows.map(({ ended, id }) => [id, ended]));
    return organisations.map((id) => found.get(id) ?? null);
  });

  constructor(private readonly database: Database) {}

  /** The day on which the last recorded licence of each of these organisations ends. Who has none recorded is not among them: nothing is known. */
  async lastDays(organisations: readonly string[]): Promise<Map<string, string>> {
    const days = await Promise.all(organisations.map((id) => this.#lastDay.of(id)));
    return new Map(organisations.flatMap((id, i) => (days[i] ? [[id, days[i]] as const] : [])));
  }
}
