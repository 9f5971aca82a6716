import type { Queryable } from '../platform/database.ts';

/**
 * Notes what a recorded receipt or cancellation mends, in the transaction that notes that it is recorded, and settles on both sides the cases in which
 * nothing is left to mend. So a correction closes its item by itself, whatever stopped in between.
 */
export async function settleCorrections(client: Queryable, commandId: string, now: Date): Promise<void> {
  const { rows } = await client.query<{ case_uuid: string }>(
    `update record.exception_correction c set done_at = $2
       from ops.outbox o
      where o.command_id = $1 and c.done_at is null
        and (c.command_id = $1 and c.shipment_id is null
             or o.type = 'receive' and c.shipment_id = o.receipt ->> 'made'
                and exists (select 1 from record.document d where d.command_id = $1 and d.biz_step = 'receiving' and d.event -> 'epcList' ? c.link))
     returning c.case_uuid`,
    [commandId, now],
  );
  if (rows.length === 0) return;
  await client.query(
    `update record.exception_case k set state = 'resolved', resolved_at = $2, resolution = $3
      where k.state <> 'resolved' and k.case_uuid in (
        select raised.case_uuid from record.exception_case raised
         where raised.case_uuid = any ($1::uuid[]) and raised.raised_here and not exists (
           select 1 from record.exception_item i
            where i.case_id = raised.id
              and not coalesce((select bool_and(c.done_at is not null) from record.exception_correction c where c.case_uuid = raised.case_uuid and c.item_uuid = i.item_uuid), false)))`,
    [[...new Set(rows.map(({ case_uuid: id }) => id))], now, MENDED],
  );
}

const MENDED = 'The record was corrected, and what was corrected has arrived.';
