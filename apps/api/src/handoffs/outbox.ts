import { Inject, Injectable } from '@nestjs/common';
import type { CommandType, Receipt } from '@packtrail/ledger';
import { EventStore } from '../documents/event-store.ts';
import { settleCorrections } from '../exceptions/settle-corrections.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import type { NodeRefusal } from './node-refusals.ts';

export interface OutboxRow {
  readonly command_id: string;
  readonly organisation_id: string;
  readonly type: CommandType;
  readonly command: string;
  readonly signature: string;
  readonly tx_id: string;
  readonly state: 'pending' | 'refused' | 'recorded';
  readonly receipt: { txId: string; blockNumber: number; made: string | null } | null;
  readonly refusal: { code: string; message: string; arguments: Record<string, string> } | null;
  /** Hash of what the client asked, so that another request under the same command id is told apart. */
  readonly digest: string;
}

/** One row a command, stored with its documents before it is sent: a crash leaves a row to ask the ledger about, never a guess. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly events: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(commandId: string): Promise<OutboxRow | undefined> {
    const [row] = await this.database.query<OutboxRow>('select * from ops.outbox where command_id = $1', [commandId]);
    return row;
  }

  /** The states of those of these commands that were stored. */
  async states(commandIds: readonly string[]): Promise<Map<string, OutboxRow['state']>> {
    const rows = await this.database.query<Pick<OutboxRow, 'command_id' | 'state'>>('select command_id, state from ops.outbox where command_id = any ($1::uuid[])', [commandIds]);
    return new Map(rows.map(({ command_id, state }) => [command_id, state]));
  }

  pending(): Promise<OutboxRow[]> {
    return this.database.query<OutboxRow>("select * from ops.outbox where state = 'pending' order by created_at");
  }

  async put(client: Queryable, row: Omit<OutboxRow, 'state' | 'receipt' | 'refusal'> & { made: string | null }): Promise<void> {
    await client.query(
      `insert into ops.outbox (command_id, organisation_id, type, command, signature, tx_id, state, receipt, digest, created_at)
       values ($1, $2, $3, $4, $5, $6, 'pending', jsonb_build_object('made', $7::text), $8, $9)`,
      [row.command_id, row.organisation_id, row.type, row.command, row.signature, row.tx_id, row.made, row.digest, this.clock.now()],
    );
  }

  /** Another signature over the same command, its time being out of the ledger's window. */
  async resign(commandId: string, { command, signature, txId }: { command: string; signature: string; txId: string }): Promise<void> {
    await this.database.query("update ops.outbox set command = $2, signature = $3, tx_id = $4 where command_id = $1 and state = 'pending'", [commandId, command, signature, txId]);
  }

  /** With the receipt its events are seen, and what it mends is mended. */
  async recorded(commandId: string, { blockNumber, txId }: Receipt): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (client) => {
      const { rows } = await client.query<Pick<OutboxRow, 'type'>>(
        `update ops.outbox set state = 'recorded', settled_at = $2, receipt = receipt || jsonb_build_object('txId', $3::text, 'blockNumber', $4::bigint)
          where command_id = $1 and state = 'pending' returning type`,
        [commandId, now, txId, blockNumber],
      );
      if (rows.some(({ type }) => type === 'receive' || type === 'cancelShipment')) await settleCorrections(client, commandId, now);
      await this.events.release(client, commandId, now);
    });
  }

  /** A refusal is final: what was stored for the command goes in the same transaction. */
  async refused(commandId: string, refusal: NodeRefusal): Promise<void> {
    await this.database.transaction(async (client) => {
      const { rows } = await client.query<{ command_id: string }>(
        "update ops.outbox set state = 'refused', settled_at = $2, refusal = $3 where command_id = $1 and state = 'pending' returning command_id",
        [commandId, this.clock.now(), JSON.stringify(refusal)],
      );
      if (rows.length === 0) return;
      await client.query('delete from record.unit where command_id = $1', [commandId]);
      await this.events.withdraw(client, commandId);
      await client.query('delete from record.document where command_id = $1', [commandId]);
      await client.query('delete from record.exception_case where command_id = $1', [commandId]);
      for (const table of ['exception_correction', 'case_answer', 'case_entry', 'suspect_case']) await client.query(`delete from record.${table} where command_id = $1`, [commandId]);
      await client.query('delete from record.hold where command_id = $1', [commandId]);
      await client.query('update record.hold set release_command = null, released_by = null, release_reason = null, released_at = null where release_command = $1', [commandId]);
      await client.query("delete from record.shipment_reference r using ops.outbox o where o.command_id = $1 and o.type in ('ship', 'commission') and r.shipment_id = o.receipt ->> 'made'", [commandId]);
      await client.query('delete from ops.delivery where command_id = $1', [commandId]);
      await client.query("delete from record.lot using ops.outbox o where o.command_id = $1 and o.type = 'registerLot' and key = o.receipt ->> 'made'", [commandId]);
    });
  }
}
