import { Inject, Injectable } from '@nestjs/common';
import { EventStore } from '../../documents/event-store.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database.ts';
import { ErrorDeclarations } from './error-declarations.ts';
import type { CaptureFinding } from './findings.ts';
import type { Tally } from './kept-batches.ts';
import type { ErrorBehaviour } from './read-job.ts';

export type CaptureState = 'running' | 'done' | 'refused' | 'stopped';

/** One file that was sent, and what became of it. */
export interface CaptureJobRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly user_id: string;
  readonly file_name: string;
  readonly state: CaptureState;
  readonly success: boolean | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly event_count: number;
  readonly command_count: number;
  readonly done_count: number;
  readonly already_recorded: boolean;
  readonly drafts: number;
  readonly shipment_ids: string[];
  readonly instance_identifier: string | null;
  readonly sender: string | null;
  readonly digest: string;
  readonly error_behaviour: ErrorBehaviour;
  readonly single: boolean;
  readonly kept: Tally['kept'];
  readonly duplicate_count: number;
  readonly left_out: number[];
}

/** How a job ends: its state, whether all of it is recorded, and what is told about it. */
export interface Settled {
  readonly state: Exclude<CaptureState, 'running'>;
  readonly success?: boolean;
  readonly findings: readonly CaptureFinding[];
  readonly alreadyRecorded?: boolean;
  readonly shipmentIds?: readonly string[];
  /** What was kept under the job is shown with its end; without it all of it is taken back. */
  readonly tally?: Pick<Tally, 'kept' | 'duplicates'>;
}

export interface StoredFinding extends CaptureFinding {
  readonly jobId: string;
}

interface Identity {
  readonly organisationId: string;
  readonly digest: string;
  readonly sender: string | null;
  readonly instanceIdentifier: string | null;
}

export interface NewJob extends Identity {
  readonly id: string;
  readonly userId: string;
  readonly fileName: string;
  readonly eventCount: number;
  readonly behaviour: ErrorBehaviour;
  readonly single: boolean;
}

/** The jobs of capture with their findings. */
@Injectable()
export class CaptureJobs {
  constructor(
    private readonly database: Database,
    private readonly events: EventStore,
    private readonly declarations: ErrorDeclarations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create({ behaviour, digest, eventCount, fileName, id, instanceIdentifier, organisationId, sender, single, userId }: NewJob): Promise<void> {
    await this.database.query(
      `insert into record.capture_job (id, organisation_id, user_id, file_name, state, created_at, event_count, instance_identifier, sender, digest, error_behaviour, single)
       values ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9, $10, $11)`,
      [id, organisationId, userId, fileName, this.clock.now(), eventCount, instanceIdentifier, sender, digest, behaviour, single],
    );
  }

  /** A stopped job of the same bytes, young enough that its command ids are good. */
  async stopped({ digest, organisationId }: Pick<Identity, 'digest' | 'organisationId'>, since: Date): Promise<CaptureJobRow | undefined> {
    const [row] = await this.database.query<CaptureJobRow>(
      "select * from record.capture_job where organisation_id = $1 and digest = $2 and state = 'stopped' and created_at > $3 order by created_at desc limit 1",
      [organisationId, digest, since],
    );
    return row;
  }

  /** Starts a stopped job again: its findings told of a run that is over. */
  async reopen(id: string, behaviour: ErrorBehaviour): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('delete from record.capture_finding where job_id = $1', [id]);
      await client.query("update record.capture_job set state = 'running', success = null, finished_at = null, error_behaviour = $2 where id = $1", [id, behaviour]);
    });
  }

  /** The job that recorded the same file before: the same bytes, or the same identifier of the same sender. */
  async recordedBefore({ digest, id, instanceIdentifier, organisationId, sender }: Identity & { id: string }): Promise<CaptureJobRow | undefined> {
    const [row] = await this.database.query<CaptureJobRow>(
      `select * from record.capture_job
        where organisation_id = $1 and id <> $2 and success and (digest = $3 or (sender = $4 and instance_identifier = $5))
        order by already_recorded, created_at limit 1`,
      [organisationId, id, digest, sender, instanceIdentifier],
    );
    return row;
  }

  async begin(id: string, { commandCount, doneCount, leftOut }: { commandCount: number; doneCount: number; leftOut: readonly number[] }): Promise<void> {
    await this.database.query('update record.capture_job set command_count = $2, done_count = $3, left_out = $4 where id = $1', [id, commandCount, doneCount, JSON.stringify(leftOut)]);
  }

  /** The first error of a running job was found. */
  async failing(id: string): Promise<void> {
    await this.database.query("update record.capture_job set success = false where id = $1 and state = 'running'", [id]);
  }

  async drafted(id: string, drafts: number): Promise<void> {
    await this.database.query('update record.capture_job set drafts = drafts + $2 where id = $1', [id, drafts]);
  }

  /** One more command is recorded; `shipment` is what it made. A repeat adds no shipment twice. */
  async advance(id: string, { done, shipment }: { done: number; shipment: string | null }): Promise<void> {
    await this.database.query(
      `update record.capture_job set done_count = $2,
              shipment_ids = case when $3::text is null or $3 = any (shipment_ids) then shipment_ids else shipment_ids || $3::text end where id = $1`,
      [id, done, shipment],
    );
  }

  /** Ends a job with its findings and shows or takes back what it kept, all at once. */
  async settle(id: string, { alreadyRecorded = false, findings, shipmentIds, state, success = state === 'done', tally }: Settled): Promise<void> {
    await this.database.transaction(async (client) => {
      await client.query('delete from record.capture_finding where job_id = $1', [id]);
      await client.query(
        `insert into record.capture_finding (job_id, position, event_index, path, line, rule, severity, message, value)
         select $1, f.position, f.event_index, f.path, f.line, f.rule, f.severity, f.message, f.value
           from unnest($2::int[], $3::int[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[])
                as f (position, event_index, path, line, rule, severity, message, value)`,
        [
          id,
          findings.map((_, position) => position),
          findings.map(({ eventIndex }) => eventIndex),
          findings.map(({ path }) => path),
          findings.map(({ line }) => line),
          findings.map(({ rule }) => rule),
          findings.map(({ severity }) => severity),
          findings.map(({ message }) => message),
          findings.map(({ value }) => value),
        ],
      );
      const keeps = tally !== undefined && Object.keys(tally.kept).length > 0;
      if (!keeps) await this.events.withdraw(client, id);
      else {
        await this.events.release(client, id, this.clock.now());
        if (tally.kept.ERROR_DECLARED) await this.declarations.mark(client, id);
      }
      await client.query(
        `update record.capture_job set state = $2, success = $3, finished_at = $4, already_recorded = $5, shipment_ids = coalesce($6::text[], shipment_ids), kept = $7, duplicate_count = $8 where id = $1`,
        [id, state, success, this.clock.now(), alreadyRecorded, shipmentIds ?? null, JSON.stringify(tally?.kept ?? {}), tally?.duplicates ?? 0],
      );
    });
  }

  running(): Promise<CaptureJobRow[]> {
    return this.database.query<CaptureJobRow>("select * from record.capture_job where state = 'running' order by created_at");
  }

  async one(organisationId: string, id: string): Promise<CaptureJobRow | undefined> {
    const [row] = await this.database.query<CaptureJobRow>('select * from record.capture_job where organisation_id = $1 and id::text = $2', [organisationId, id]);
    return row;
  }

  /** The newest jobs, or those that come after one of them. */
  newest(organisationId: string, first: number, after: string | null = null): Promise<CaptureJobRow[]> {
    return this.database.query<CaptureJobRow>(
      `select * from record.capture_job
        where organisation_id = $1 and ($3::uuid is null or (created_at, id) < (select created_at, id from record.capture_job where organisation_id = $1 and id = $3))
        order by created_at desc, id desc limit $2`,
      [organisationId, first, after],
    );
  }

  /** The findings of these jobs, in their order. */
  findings(jobIds: readonly string[]): Promise<StoredFinding[]> {
    return this.database.query<StoredFinding>(
      `select job_id as "jobId", event_index as "eventIndex", path, line, rule, severity, message, value
         from record.capture_finding where job_id = any ($1::uuid[]) order by job_id, position`,
      [jobIds],
    );
  }
}
