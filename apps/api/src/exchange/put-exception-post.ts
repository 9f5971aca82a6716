import type { Queryable } from '../platform/database.ts';

interface Written {
  readonly messageUuid: string;
  readonly caseId: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

/** Notes that a message of an exception goes to the partner's node, in the transaction that writes it: a crash loses neither. Nothing goes where no node is connected. */
export async function putExceptionPost(client: Queryable, { at, caseId, from, messageUuid, to }: Written): Promise<void> {
  await client.query(
    `insert into ops.exception_post (message_uuid, case_id, organisation_id, partner_id, state, due_at, created_at)
     select $1, $2, $3, $4, 'waiting', $5, $5 from record.connection c
      where c.organisation_id = $3 and c.partner_id = $4 and c.status = 'active' and c.node_address is not null`,
    [messageUuid, caseId, from, to, at],
  );
}
