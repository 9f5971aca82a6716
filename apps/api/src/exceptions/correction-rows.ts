import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../platform/database.ts';

/** A unit of an item that a command moves to mend it. */
export interface Correction {
  readonly caseUuid: string;
  readonly itemUuid: string;
  readonly link: string;
  readonly shipmentId: string | null;
  readonly doneAt: Date | null;
}

/** What mends exceptions in the record. */
@Injectable()
export class CorrectionRows {
  constructor(private readonly database: Database) {}

  /** Writes what a command moves, in the transaction of `client`. */
  async add(client: Queryable, { at, commandId, corrections }: { commandId: string; at: Date; corrections: readonly Omit<Correction, 'doneAt'>[] }): Promise<void> {
    await client.query(
      `insert into record.exception_correction (command_id, at, case_uuid, item_uuid, link, shipment_id)
       select $1, $2, c.* from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[]) as c`,
      [commandId, at, corrections.map(({ caseUuid }) => caseUuid), corrections.map(({ itemUuid }) => itemUuid), corrections.map(({ link }) => link), corrections.map(({ shipmentId }) => shipmentId)],
    );
  }

  /** By the case's number on both sides. */
  async of(caseUuids: readonly string[]): Promise<Correction[]> {
    if (caseUuids.length === 0) return [];
    return this.database.query<Correction>(
      `select case_uuid as "caseUuid", item_uuid as "itemUuid", link, shipment_id as "shipmentId", done_at as "doneAt"
         from record.exception_correction where case_uuid = any ($1::uuid[]) order by at, link`,
      [caseUuids],
    );
  }
}
