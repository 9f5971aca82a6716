import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../commands/commander.ts';
import { derivedCommandId } from '../../commands/derived-command-id.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { EVENTS_PATH, formatOf } from './capture-body.ts';
import { type CaptureJobRow, CaptureJobs } from './capture-jobs.ts';
import { refusedBody } from './capture.controller.ts';
import { Captures } from './captures.ts';
import { KeptEvents } from './keep-events.ts';
import { ProblemFilter } from './problem.filter.ts';
import { Problem } from './problem.ts';
import { shownError } from './shown-job.ts';

/** One event becomes so few commands: a lot, then what it commissions, packs or ships. */
const COMMANDS = [0, 1, 2, 3];

/** The capture of one event by itself, answered when it is recorded (EPCIS 2.0 section 12.6). */
@Controller('epcis/v2/events')
@UseFilters(ProblemFilter)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaptureEventController {
  constructor(
    private readonly captures: Captures,
    private readonly jobs: CaptureJobs,
    private readonly kept: KeptEvents,
  ) {}

  @Post()
  async capture(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const organisationId = current.organisation.id;
    const sent = { body: request.body as AsyncIterable<Uint8Array>, format: formatOf(request), root: 'event', behaviour: 'rollback', fileName: 'one event' } as const;
    const accepted = await this.captures.accept({ ...actorOf(current), userId: current.user.id }, sent);
    if (accepted.kind !== 'accepted') throw refusedBody(accepted, reply);
    await accepted.settled;
    const job = await this.jobs.one(organisationId, accepted.id);
    if (!job) throw new Error(`the capture job ${accepted.id} is gone`);
    if (job.already_recorded || job.duplicate_count > 0) throw new Problem('ResourceAlreadyExistsException', 'The same event is here already.', { rule: 'DUPLICATE_EVENT' });
    if (!job.success) throw await this.#refused(job);
    const eventId = await this.kept.eventIdOf([job.id, ...COMMANDS.map((n) => derivedCommandId(job.id, n))]);
    await reply
      .status(201)
      .header('location', `${EVENTS_PATH}/${encodeURIComponent(eventId ?? '')}`)
      .send();
  }

  async #refused(job: CaptureJobRow): Promise<Problem> {
    if (job.state === 'stopped' || job.state === 'running') return new Problem('ImplementationException', 'The event could not be recorded now: send it again.', { rule: 'STOPPED', status: 503 });
    const errors = (await this.jobs.findings([job.id])).filter(({ severity }) => severity === 'error');
    const [first] = errors;
    return new Problem('ValidationException', first?.message ?? 'The event was refused.', { ...(first ? { rule: first.rule, path: first.path } : {}), errors: errors.map(shownError) });
  }
}
