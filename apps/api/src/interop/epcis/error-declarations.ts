import { Injectable } from '@nestjs/common';
import { Database, type Queryable } from '../../platform/database.ts';
import type { Findings } from './findings.ts';
import type { KeepingJob } from './keep-events.ts';
import type { Declaration } from './kept-batches.ts';

/** Which command corrects a handoff that is recorded, by its business step. */
const CORRECTIONS: Readonly<Record<string, string>> = {
  commissioning: 'Decommission the units (decommission), and commission what is right under new serials.',
  packing: 'Take the units out (unpack), and pack them again (pack).',
  unpacking: 'Pack the units again (pack).',
  shipping: 'Cancel the shipment (cancelShipment) while it is under way; once it is received, its buyer ships it back as a return (ship).',
  receiving: 'Ship the goods back to their sender as a return (ship).',
  dispensing: 'Take it back within ten days (undo).',
  decommissioning: 'Take it back within ten days (undo).',
  destroying: 'Take it back within ten days (undo).',
};
const OTHER_CORRECTION = 'Correct it in the portal, where its units are.';

interface NamedEvent {
  readonly event_id: string;
  readonly hash_id: string;
  readonly doc_hash: string | null;
  readonly biz_step: string | null;
}

/** What becomes of events that a later one declares to be wrong (EPCIS 2.0 7.4.1.3). A handoff is never changed by it: its finding says what corrects it. */
@Injectable()
export class ErrorDeclarations {
  constructor(private readonly database: Database) {}

  /** Says of each declaration what it names, and what is to be done. */
  async report({ id, organisationId }: KeepingJob, declarations: readonly Declaration[], findings: Findings): Promise<void> {
    if (declarations.length === 0) return;
    const named = await this.database.query<NamedEvent>(
      `select event_id, hash_id, doc_hash, biz_step from record.event e
        where organisation_id = $1 and not in_error and (event_id = any ($2) or hash_id = any ($3))
          and (source_id = $4 or exists (select from record.event_release r where r.source_id = e.source_id))`,
      [organisationId, declarations.map(({ eventId }) => eventId), declarations.map(({ hashId }) => hashId), id],
    );
    for (const { eventId, hashId, ...place } of declarations) {
      const found = named.filter((event) => event.event_id === eventId || event.hash_id === hashId);
      const at = { ...place, path: `${place.path}/errorDeclaration` };
      const handoff = found.find(({ doc_hash }) => doc_hash !== null);
      if (handoff) findings.report('ERROR_IN_HANDOFF', at, eventId, CORRECTIONS[handoff.biz_step ?? ''] ?? OTHER_CORRECTION);
      else findings.report(found.length > 0 ? 'DECLARED_IN_ERROR' : 'ERROR_UNKNOWN_EVENT', at, eventId);
    }
  }

  /** Marks what the declarations of a job name, in the transaction that shows its events. */
  async mark(client: Queryable, jobId: string): Promise<void> {
    await client.query(
      `with declaring as (select seq, organisation_id, event_id, hash_id from record.event where source_id = $1 and in_error),
            named as (select e.seq, d.seq as by, e.source_id from declaring d join record.event e on e.organisation_id = d.organisation_id and e.event_id = d.event_id and not e.in_error
                union select e.seq, d.seq, e.source_id from declaring d join record.event e on e.organisation_id = d.organisation_id and e.hash_id = d.hash_id and not e.in_error)
       insert into record.event_in_error (seq, declared_by)
       select seq, by from named where source_id = $1 or exists (select from record.event_release r where r.source_id = named.source_id)
       on conflict do nothing`,
      [jobId],
    );
  }
}
