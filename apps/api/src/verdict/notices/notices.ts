import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database.ts';

/** What organisations were told about codes seen in two hands. */
@Injectable()
export class Notices {
  constructor(private readonly database: Database) {}

  /** The rules under which a verdict speaks of what the organisation was told about this EPC and has not settled. */
  async openRules(organisationId: string, link: string): Promise<('SEEN_ELSEWHERE' | 'IMPOSSIBLE_TRAVEL')[]> {
    const rows = await this.database.query<{ rule: 'SEEN_ELSEWHERE' | 'IMPOSSIBLE_TRAVEL' }>(
      `select distinct case when rule = 'IMPOSSIBLE_TRAVEL' then rule else 'SEEN_ELSEWHERE' end as rule
         from record.notice where organisation_id = $1 and link = $2 and settled_at is null and rule <> 'OVERLAPPING_CUSTODY'`,
      [organisationId, link],
    );
    return rows.map(({ rule }) => rule);
  }
}
