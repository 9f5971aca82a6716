import { eventRow, isEpcisEvent } from '../documents/event-row.ts';
import type { EventStore } from '../documents/event-store.ts';
import type { Queryable } from '../platform/database.ts';

interface Stored extends Record<string, unknown> {
  readonly doc_hash: string;
  readonly command_id: string;
  readonly position: number;
  readonly organisation_id: string;
  readonly event: object;
}

/** Lets queries find documents that came from another node. One that was known in part is put anew, with what both tellings name. Called in the transaction that stores them. */
export async function findByQuery(client: Queryable, events: EventStore, { docHashes, now }: { docHashes: readonly string[]; now: Date }): Promise<void> {
  await client.query('delete from record.event where doc_hash = any ($1)', [docHashes]);
  const { rows } = await client.query<Stored>('select doc_hash, command_id, position, organisation_id, event from record.document where doc_hash = any ($1) order by command_id, position', [docHashes]);
  for (const sourceId of new Set(rows.map(({ command_id: id }) => id))) {
    const of = rows.filter(({ command_id: id }) => id === sourceId);
    const organisationId = of[0]?.organisation_id ?? '';
    await events.put(client, { organisationId, sourceId, at: now }, of.flatMap(({ doc_hash: document, event, position }) => (isEpcisEvent(event) ? [eventRow(event, { position, document })] : [])));
    await events.release(client, sourceId, now);
  }
}
