import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { EpcisEvent } from 'gs1-barcodes/epcis';
import type { Logger } from 'pino';
import { Database } from '../platform/database.ts';
import { LOGGER } from '../platform/logging.ts';
import { eventRow, isEpcisEvent } from './event-row.ts';
import { EventStore } from './event-store.ts';

interface Left {
  readonly doc_hash: string;
  readonly command_id: string;
  readonly position: number;
  readonly organisation_id: string;
  readonly event: EpcisEvent | { readonly type: string };
  readonly created_at: Date;
  readonly is_recorded: boolean;
}

const BATCH = 500;

/** Documents that were recorded before there was an event store are put into it, once, when the node starts. */
@Injectable()
export class EventBackfill implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    let [put, after] = [0, ''];
    for (;;) {
      const left = await this.database.query<Left & Record<string, unknown>>(
        `select d.doc_hash, d.command_id, d.position, d.organisation_id, d.event, d.created_at, coalesce(o.state = 'recorded', true) as is_recorded
           from record.document d left join ops.outbox o on o.command_id = d.command_id
          where d.doc_hash > $1 and d.biz_step <> 'transaction_statement' and not exists (select from record.event e where e.doc_hash = d.doc_hash)
          order by d.doc_hash limit $2`,
        [after, BATCH],
      );
      const last = left.at(-1);
      if (!last) break;
      await this.database.transaction(async (client) => {
        for (const command of new Set(left.map(({ command_id: id }) => id))) {
          const of = left.filter(({ command_id: id }) => id === command);
          const { command_id: sourceId, created_at: at, is_recorded: isRecorded, organisation_id: organisationId } = of[0] ?? last;
          const rows = of.flatMap(({ doc_hash: document, event, position }) => (isEpcisEvent(event) ? [eventRow(event, { position, document })] : []));
          put += (await this.store.put(client, { organisationId, sourceId, at }, rows)).filter(({ kind }) => kind === 'stored').length;
          if (isRecorded) await this.store.release(client, sourceId, at);
        }
      });
      after = last.doc_hash;
    }
    if (put > 0) this.logger.info({ events: put }, 'documents of before are in the event store');
  }
}
