import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../commands/commander.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { CAPTURE_PATH, TOO_LARGE } from './capture-body.ts';
import { type CaptureJobRow, CaptureJobs, type StoredFinding } from './capture-jobs.ts';
import { Captures } from './captures.ts';
import { Problem, ProblemFilter } from './problem.filter.ts';

const FILE_NAME_MAX = 200;

/** The capture road of EPCIS 2.0 (section 12.6 of the standard), for documents of EPCIS 1.2 in XML. */
@Controller('epcis/v2/capture')
@UseFilters(ProblemFilter)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaptureController {
  constructor(
    private readonly captures: Captures,
    private readonly jobs: CaptureJobs,
  ) {}

  @Post()
  async capture(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const behaviour = request.headers['gs1-capture-error-behaviour'] ?? request.headers['gs1-epcis-capture-error-behaviour'] ?? 'rollback';
    if (behaviour !== 'rollback') throw new Problem(400, 'ERROR_BEHAVIOUR', 'A file is recorded whole or not at all: the only error behaviour is rollback.');
    const fileName = fileNameOf(request.headers['gs1-capture-file-name']);
    const accepted = await this.captures.accept({ ...actorOf(current), userId: current.user.id }, { body: request.body as AsyncIterable<Uint8Array>, fileName });
    if (accepted.kind !== 'accepted') reply.header('connection', 'close');
    if (accepted.kind === 'too large') throw new Problem(413, 'TOO_LARGE', TOO_LARGE);
    if (accepted.kind === 'too many') throw new Problem(429, 'TOO_MANY_FILES', 'Many files are being recorded: send this one again in a minute.');
    if (accepted.kind === 'refused') throw new Problem(400, accepted.refusal.rule, `${accepted.refusal.message} (line ${accepted.refusal.line})`);
    const { id } = accepted;
    await reply.status(202).header('location', `${CAPTURE_PATH}/${id}`).header('gs1-capture-error-behaviour', 'rollback').send({ captureID: id });
  }

  @Get(':id')
  async job(@Current() current: Current, @Param('id') id: string): Promise<object> {
    const job = await this.jobs.one(current.organisation.id, id);
    if (!job) throw new Problem(404, 'NOT_FOUND', 'You have no such capture job.');
    return shown(job, await this.jobs.findings([id]));
  }
}

/** The job with the members of EPCIS 2.0, and ours beside them. */
function shown(job: CaptureJobRow, findings: readonly StoredFinding[]): object {
  return {
    captureID: job.id,
    createdAt: job.created_at.toISOString(),
    ...(job.finished_at ? { finishedAt: job.finished_at.toISOString() } : {}),
    running: job.state === 'running',
    success: job.success ?? false,
    captureErrorBehaviour: 'rollback',
    errors: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ eventIndex, line, message, path, rule, value }) => ({ type: `urn:packtrail:problem:${rule}`, title: rule, status: 400, detail: message, eventIndex, path, line, value })),
    warnings: findings.filter(({ severity }) => severity === 'warning').map(({ eventIndex, line, message, path, rule, value }) => ({ type: rule, detail: message, eventIndex, path, line, value })),
    state: job.state,
    fileName: job.file_name,
    eventCount: job.event_count,
    commandCount: job.command_count,
    done: job.done_count,
    alreadyRecorded: job.already_recorded,
    shipmentIds: job.shipment_ids,
    drafts: job.drafts,
  };
}

/** Names are shown to people: no control characters, and not endless. Browsers send them percent-encoded. */
function fileNameOf(header: string | string[] | undefined): string {
  const text = (Array.isArray(header) ? header[0] : header) ?? '';
  const name = decoded(text).replace(/\p{C}/gu, '').trim();
  return name.slice(0, FILE_NAME_MAX) || 'unnamed.xml';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
