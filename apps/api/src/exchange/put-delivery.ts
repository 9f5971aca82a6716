import type { Queryable } from '../platform/database.ts';

interface Shipped {
  readonly shipmentId: string;
  readonly commandId: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/**
 * Notes that a shipment's documents go to the buyer, in the transaction of the command that ships: a crash loses neither. A buyer with a system of
 * its own is sent them; one that is hosted elsewhere and has no connection is told apart, so that somebody downloads and mails the file; one of this
 * node has them already.
 */
export async function putDelivery(client: Queryable, { at, commandId, from, shipmentId, to }: Shipped): Promise<void> {
  if (from === to) return;
  await client.query(
    `insert into ops.delivery (shipment_id, command_id, organisation_id, partner_id, state, due_at, created_at)
     select $1, $2, $3, $4, case when c.id is null then 'by hand' else 'waiting' end, $5, $5
       from record.organisation p left join record.connection c on c.organisation_id = $3 and c.partner_id = p.id and c.status = 'active' and c.capture_url is not null
      where p.id = $4 and (p.hosted_at is not null or c.id is not null)`,
    [shipmentId, commandId, from, to, at],
  );
}
