import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { JsonContext } from 'gs1-barcodes/epcis';
import type { Logger } from 'pino';
import { eventRow } from '../../documents/event-row.ts';
import type { Actor } from '../../handoffs/actor.ts';
import { failureCode } from '../../platform/failure.ts';
import { LOGGER } from '../../platform/logging.ts';
import { ArrivingFiles } from '../../exchange/arriving-files.ts';
import { CaptureFiles } from './capture-files.ts';
import { type CaptureJobRow, CaptureJobs } from './capture-jobs.ts';
import { ErrorDeclarations } from './error-declarations.ts';
import { Findings, type Place } from './findings.ts';
import { KeptEvents } from './keep-events.ts';
import type { Tally } from './kept-batches.ts';
import { type CapturedFile, CaptureReader } from './read-capture.ts';
import { JobReading } from './read-job.ts';
import { RecordHandoffs } from './record-handoffs.ts';

interface Given {
  readonly context?: JsonContext | null;
  stopping(): boolean;
}

/** Runs one job: reads its file, keeps what is no handoff, records the handoffs, and settles. What an earlier run of the job did is not done again. */
@Injectable()
export class CaptureRun {
  constructor(
    private readonly jobs: CaptureJobs,
    private readonly reading: JobReading,
    private readonly keeping: KeptEvents,
    private readonly handoffs: RecordHandoffs,
    private readonly declarations: ErrorDeclarations,
    private readonly files: CaptureFiles,
    private readonly arriving: ArrivingFiles,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(job: CaptureJobRow, actor: Actor, given: Given): Promise<void> {
    const findings = new Findings();
    try {
      if (await this.#settled(job, actor, given, findings)) await this.files.forget(job.id);
    } catch (error) {
      const busy = failureCode(error) === 'CONFLICT';
      const fault = randomUUID();
      if (!busy) this.logger.error({ err: error, id: fault, job: job.id }, 'capture stopped');
      findings.report(busy ? 'LEDGER_UNAVAILABLE' : 'FAULT', NOWHERE, busy ? (error as Error).message : fault);
      await this.jobs.settle(job.id, { state: 'stopped', findings: findings.list() });
      await this.files.forget(job.id);
    }
  }

  /** Whether the job came to an end; it does not when the node is stopping. */
  async #settled(job: CaptureJobRow, actor: Actor, { context, stopping }: Given, findings: Findings): Promise<boolean> {
    const { id } = job;
    const earlier = await this.jobs.recordedBefore({ id, organisationId: job.organisation_id, digest: job.digest, sender: job.sender, instanceIdentifier: job.instance_identifier });
    if (earlier) {
      if (earlier.digest !== job.digest) findings.report('DUPLICATE_TRANSMISSION', await this.#headerAt(job), job.instance_identifier);
      await this.jobs.settle(id, { state: 'done', alreadyRecorded: true, shipmentIds: earlier.shipment_ids, findings: findings.list() });
      return true;
    }
    const keeping = { id, organisationId: job.organisation_id, behaviour: job.error_behaviour, root: job.single ? ('event' as const) : ('document' as const) };
    const read = await this.reading.read(keeping, { ...(context === undefined ? {} : { context }), failing: () => this.jobs.failing(id), stopping });
    if (read.kind === 'stopping') return false;
    if (read.kind === 'gone') findings.report('FAULT', NOWHERE, 'FILE_LOST');
    if (read.kind !== 'read') {
      await this.jobs.settle(id, { state: read.kind === 'gone' ? 'stopped' : 'refused', findings: (read.kind === 'gone' ? findings : read.findings).list() });
      return true;
    }
    return this.#record(job, actor, { file: read.file, tally: read.tally, stopping });
  }

  async #record(job: CaptureJobRow, actor: Actor, { file, stopping, tally }: { file: CapturedFile; tally: Tally; stopping: () => boolean }): Promise<boolean> {
    const { id } = job;
    const { findings } = file;
    if (file.isUseless) {
      await this.jobs.settle(id, { state: 'refused', findings: findings.list() });
      return true;
    }
    const arrived = await this.arriving.take(actor, file);
    if (arrived) {
      await this.jobs.settle(id, { state: arrived.refused ? 'refused' : 'done', shipmentIds: [arrived.shipmentId], findings: findings.list(), ...(arrived.refused ? {} : { tally }) });
      return true;
    }
    const [single] = job.single ? file.events : [];
    if (single) {
      const row = eventRow(single.event, { position: single.index, keptAs: '' });
      if (await this.keeping.has({ id, organisationId: job.organisation_id }, row)) {
        findings.report('DUPLICATE_EVENT', single, row.eventId);
        await this.jobs.settle(id, { state: 'done', findings: findings.list(), tally: { kept: {}, duplicates: 1 } });
        return true;
      }
    }
    const end = await this.handoffs.record({ id, behaviour: job.error_behaviour, leftOut: job.left_out }, actor, { file, stopping });
    if (end.kind === 'stopping') return false;
    if (end.kind === 'refused' || end.kind === 'stopped') {
      await this.jobs.settle(id, { state: end.kind, findings: findings.list() });
      return true;
    }
    await this.declarations.report({ id, organisationId: job.organisation_id }, tally.declarations, findings);
    await this.jobs.settle(id, {
      state: 'done',
      success: !findings.failed,
      findings: findings.list(),
      tally,
      ...(end.kind === 'there' ? { alreadyRecorded: true, shipmentIds: end.shipmentIds } : {}),
    });
    return true;
  }

  async #headerAt(job: CaptureJobRow): Promise<Place> {
    const kept = await this.files.kept(job.id);
    if (!kept) return NOWHERE;
    const reader = new CaptureReader({ format: kept.format, reads: 'outline' });
    for await (const chunk of kept.bytes()) reader.write(chunk);
    const outline = reader.end();
    return 'events' in outline ? outline.headerAt : NOWHERE;
  }
}

const NOWHERE: Place = { index: null, path: '/', line: null };
