import { Inject, Injectable } from '@nestjs/common';
import type { EventRow } from '../../documents/event-row.ts';
import { EventStore, type Put } from '../../documents/event-store.ts';
import { UnitFinder } from '../../handoffs/find-units.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database.ts';
import type { Findings } from './findings.ts';
import { KeptBatches } from './kept-batches.ts';

export interface KeepingJob {
  readonly id: string;
  readonly organisationId: string;
}

/** Puts events that are no handoffs into the store under a job as they are read. Nobody sees them before the job is settled. */
@Injectable()
export class KeptEvents {
  constructor(
    private readonly database: Database,
    private readonly store: EventStore,
    private readonly finder: UnitFinder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A place for the events of one job. `packed` are the containers that the file has packed so far. */
  open(job: KeepingJob, { findings, packed }: { findings: Findings; packed: ReadonlySet<string> }): KeptBatches {
    const put = async (rows: readonly EventRow[]): Promise<Put[]> => {
      const source = { organisationId: job.organisationId, sourceId: job.id, at: this.clock.now() };
      return this.database.transaction(async (client) => {
        // What a crash takes away is put again: it counts once its job is settled, and that is flushed, with all that went before.
        await client.query('set local synchronous_commit = off');
        return this.store.put(client, source, rows);
      });
    };
    return new KeptBatches(job.id, { put, findings, neverPacked: (containers) => this.#neverPacked(job, containers.filter((link) => !packed.has(link))) });
  }

  /** Whether the organisation has this event already, released or not. */
  async has({ organisationId }: KeepingJob, { hashId, inError }: Pick<EventRow, 'hashId' | 'inError'>): Promise<boolean> {
    const found = await this.database.query('select 1 from record.event where organisation_id = $1 and hash_id = $2 and in_error = $3', [organisationId, hashId, inError]);
    return found.length > 0;
  }

  /** The id of the event that one of these sources brought in. */
  async eventIdOf(sources: readonly string[]): Promise<string | undefined> {
    const [found] = await this.database.query<{ event_id: string }>('select event_id from record.event where source_id = any ($1::uuid[]) order by seq limit 1', [sources]);
    return found?.event_id;
  }

  /** Those of these containers that no event of the organisation packs, and that it does not have. */
  async #neverPacked({ organisationId }: KeepingJob, containers: readonly string[]): Promise<Set<string>> {
    if (containers.length === 0) return new Set();
    const packings = await this.database.query<{ parent: string }>("select distinct parent from record.event where parent = any ($2) and organisation_id = $1 and type = 'AggregationEvent' and action = 'ADD'", [organisationId, containers]);
    const known = new Set(packings.map(({ parent }) => parent));
    const rest = containers.filter((link) => !known.has(link));
    const here = await this.finder.forParty(organisationId, rest);
    return new Set(rest.filter((link) => !here.has(link)));
  }
}
