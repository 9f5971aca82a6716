import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';

/** How the parties of the ledger are called. */
@Injectable()
export class PartyNames {
  constructor(private readonly database: Database) {}

  async of(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; name: string }>('select id, name from record.organisation where id = any ($1)', [[...new Set(ids)]]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
