import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Licence } from './licence.model.ts';
import type { RecordLicenceInput } from './record-licence.input.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { Together } from '../platform/together.ts';

/** The licences of trading partners, as far as they are recorded. */
@Injectable()
export class Licences {
  readonly #lastDay = new Together<string, string | null>(async (organisations) => {
    const rows = await this.database.often<{ id: string; ended: string }>('select organisation_id as id, max(valid_until) as ended from record.licence where organisation_id = any ($1) group by 1', [[...new Set(organisations)]]);
    const found = new Map(rows.map(({ ended, id }) => [id, ended]));
    return organisations.map((id) => found.get(id) ?? null);
  });

  constructor(private readonly database: Database) {}

  /** The day on which the last recorded licence of each of these organisations ends. Who has none recorded is not among them: nothing is known. */
  async lastDays(organisations: readonly string[]): Promise<Map<string, string>> {
    const days = await Promise.all(organisations.map((id) => this.#lastDay.of(id)));
    return new Map(organisations.flatMap((id, i) => (days[i] ? [[id, days[i]] as const] : [])));
  }

  /** The licences of an organisation, the one that is good longest first. */
  of(organisationId: string): Promise<Licence[]> {
    return this.database.query<Licence>('select id, state, number, valid_until as "validUntil" from record.licence where organisation_id = $1 order by valid_until desc, state, number', [organisationId]);
  }

  /** Refuses a day that no calendar has (BAD_INPUT) and an unknown organisation (NOT_FOUND). */
  async record({ number, organisationId, state, validUntil }: RecordLicenceInput): Promise<Licence> {
    if (new Date(`${validUntil}T00:00:00Z`).toISOString().slice(0, 10) !== validUntil) throw failure('BAD_INPUT', `There is no day ${validUntil}.`);
    return this.database.transaction(async (client) => {
      // One writer at a time for an organisation: the same licence sent twice is one licence.
      const { rows: found } = await client.query('select 1 from record.organisation where id = $1 for update', [organisationId]);
      if (found.length === 0) throw failure('NOT_FOUND', 'There is no such organisation.');
      const { rows: before } = await client.query<{ id: string }>('select id from record.licence where organisation_id = $1 and state = $2 and number = $3', [organisationId, state.trim(), number.trim()]);
      const id = before[0]?.id ?? randomUUID();
      await client.query(
        `insert into record.licence (id, organisation_id, state, number, valid_until) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set valid_until = excluded.valid_until`,
        [id, organisationId, state.trim(), number.trim(), validUntil],
      );
      return { id, state: state.trim(), number: number.trim(), validUntil };
    });
  }
}
