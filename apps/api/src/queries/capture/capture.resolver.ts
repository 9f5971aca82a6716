import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { SpokenLanguage } from '../../identity/spoken-language.ts';
import { UserRole } from '../../identity/user-role.ts';
import { type CaptureJobRow, CaptureJobs, type StoredFinding } from '../../interop/epcis/capture-jobs.ts';
import { keptOf } from '../../interop/epcis/shown-job.ts';
import { tellFinding } from '../../interop/epcis/tell-finding.ts';
import type { Language } from '../../platform/language.ts';
import { pageSize } from '../../platform/page-size.ts';
import { CaptureJob } from './models/capture-job.model.ts';

@Resolver(() => CaptureJob)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaptureResolver {
  constructor(private readonly jobs: CaptureJobs) {}

  @Query(() => [CaptureJob], { description: 'The EPCIS files that the organisation sent, newest first.' })
  async captureJobs(@Current() current: Current, @SpokenLanguage() language: Language, @Args('first', { type: () => Int, defaultValue: 20 }) first: number): Promise<CaptureJob[]> {
    return this.#shown(await this.jobs.newest(current.organisation.id, pageSize(first)), language);
  }

  @Query(() => CaptureJob, { nullable: true })
  async captureJob(@Current() current: Current, @SpokenLanguage() language: Language, @Args('id', { type: () => ID }) id: string): Promise<CaptureJob | null> {
    const job = await this.jobs.one(current.organisation.id, id);
    const [shown] = job ? await this.#shown([job], language) : [];
    return shown ?? null;
  }

  async #shown(jobs: readonly CaptureJobRow[], language: Language): Promise<CaptureJob[]> {
    const findings = await this.jobs.findings(jobs.map(({ id }) => id));
    const byJob = new Map<string, StoredFinding[]>();
    for (const finding of findings) byJob.set(finding.jobId, [...(byJob.get(finding.jobId) ?? []), finding]);
    return jobs.map((job) => ({
      id: job.id,
      fileName: job.file_name,
      state: job.state,
      createdAt: job.created_at,
      finishedAt: job.finished_at,
      success: job.success,
      eventCount: job.event_count,
      commandCount: job.command_count,
      done: job.done_count,
      alreadyRecorded: job.already_recorded,
      kept: keptOf(job),
      duplicates: job.duplicate_count,
      goesOn: job.error_behaviour === 'proceed',
      findings: (byJob.get(job.id) ?? []).map((finding) => ({ ...finding, ...tellFinding(finding, language) })),
      shipmentIds: job.shipment_ids,
      drafts: job.drafts,
    }));
  }
}
