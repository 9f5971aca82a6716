import { Controller, Get, HttpCode, Options, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../commands/commander.ts';
import { Current } from '../../identity/current.ts';
import { Machines } from '../../identity/machine.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { CAPTURE_PATH, formatOf, TOO_LARGE } from './capture-body.ts';
import { CaptureJobs } from './capture-jobs.ts';
import { type Accepted, Captures } from './captures.ts';
import { CAPTURE_LIMITS, isLimit } from './document-refusal.ts';
import { ProblemFilter } from './problem.filter.ts';
import { Problem } from './problem.ts';
import type { ErrorBehaviour } from './read-job.ts';
import { shownJob } from './shown-job.ts';

const FILE_NAME_MAX = 200;
const PER_PAGE = { usual: 30, most: 1_000 } as const;

/** The capture road of EPCIS 2.0 (section 12.6 of the standard), for documents of EPCIS 1.2 in XML and of 2.0 in XML and JSON-LD. */
@Controller('epcis/v2/capture')
@UseFilters(ProblemFilter)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaptureController {
  constructor(
    private readonly captures: Captures,
    private readonly jobs: CaptureJobs,
  ) {}

  @Options()
  @HttpCode(204)
  async limits(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .headers({ allow: 'OPTIONS, GET, POST', 'gs1-epcis-capture-limit': String(CAPTURE_LIMITS.events), 'gs1-epcis-capture-file-size-limit': String(CAPTURE_LIMITS.bytes), 'gs1-capture-error-behaviour': 'all' })
      .status(204)
      .send();
  }

  @Post()
  @Machines()
  async capture(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const behaviour = behaviourOf(request);
    const fileName = fileNameOf(request.headers['gs1-capture-file-name']);
    const { machine, organisation, user } = current;
    // What a partner's machine sends is for the organisation that let it in.
    const actor = machine ? { organisationId: machine.receiver.id, siteGln: null } : actorOf(current);
    const accepted = await this.captures.accept({ ...actor, userId: user.id }, { body: request.body as AsyncIterable<Uint8Array>, format: formatOf(request), root: 'document', behaviour, fileName, ...(machine && { from: organisation.gln }) });
    if (accepted.kind !== 'accepted') throw refusedBody(accepted, reply);
    const { id } = accepted;
    await reply.status(202).header('location', `${CAPTURE_PATH}/${id}`).header('gs1-capture-error-behaviour', behaviour).send({ captureID: id });
  }

  @Get()
  async list(@Current() current: Current, @Query('perPage') perPage: string | undefined, @Query('nextPageToken') token: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const most = Math.min(perPage === undefined ? PER_PAGE.usual : Number(perPage), PER_PAGE.most);
    if (!Number.isInteger(most) || most < 1) throw new Problem('ValidationException', 'perPage is a whole number from 1.', { rule: 'PER_PAGE' });
    const after = token === undefined ? null : jobIn(token);
    const jobs = await this.jobs.newest(current.organisation.id, most + 1, after);
    const page = jobs.slice(0, most);
    const findings = await this.jobs.findings(page.map(({ id }) => id));
    const last = page.at(-1);
    if (jobs.length > most && last) reply.header('link', `<${CAPTURE_PATH}?perPage=${most}&nextPageToken=${tokenOf(last.id)}>; rel="next"`);
    await reply.send(page.map((job) => shownJob(job, findings.filter(({ jobId }) => jobId === job.id))));
  }

  @Get(':id')
  @Machines()
  async job(@Current() current: Current, @Param('id') id: string): Promise<object> {
    const { machine, organisation, user } = current;
    const job = await this.jobs.one(machine?.receiver.id ?? organisation.id, id);
    // A partner's machine asks after what it sent itself.
    if (!job || (machine && job.user_id !== user.id)) throw new Problem('NoSuchResourceException', 'You have no such capture job.');
    return shownJob(job, await this.jobs.findings([id]));
  }
}

/** Why a body was not taken in. What is still coming of it is not read. */
export function refusedBody(accepted: Exclude<Accepted, { kind: 'accepted' }>, reply: FastifyReply): Problem {
  reply.header('connection', 'close');
  if (accepted.kind === 'too large') return new Problem(TOO_LARGE.type, TOO_LARGE.detail, { rule: 'FILE_TOO_LARGE' });
  if (accepted.kind === 'too many') return new Problem('TooManyRequestsException', 'Many files are being recorded: send this one again in a minute.', { rule: 'TOO_MANY_FILES' });
  if (accepted.kind === 'of another') return new Problem('SecurityException', `The file is sent by ${accepted.sender || 'nobody'}, and your token is for another.`, { rule: 'SENDER_NOT_YOU' });
  const { line, message, path, rule } = accepted.refusal;
  const at = path ? `, ${path}` : '';
  return new Problem(isLimit(rule) ? 'CaptureLimitExceededException' : 'ValidationException', `${message} (line ${line}${at})`, { rule, line, ...(path === undefined ? {} : { path }) });
}

function behaviourOf({ headers }: FastifyRequest): ErrorBehaviour {
  const said = headers['gs1-capture-error-behaviour'] ?? headers['gs1-epcis-capture-error-behaviour'] ?? 'rollback';
  if (said !== 'rollback' && said !== 'proceed') throw new Problem('ValidationException', 'The error behaviour is rollback or proceed.', { rule: 'ERROR_BEHAVIOUR' });
  return said;
}

/** Jobs after this one: a token says no more than their ids do, and the answer holds one's own jobs alone. */
const tokenOf = (id: string): string => Buffer.from(id).toString('base64url');

function jobIn(token: string): string {
  const id = Buffer.from(token, 'base64url').toString();
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Problem('ValidationException', 'This nextPageToken was not given here.', { rule: 'NEXT_PAGE_TOKEN' });
  return id;
}

/** Names are shown to people: no control characters, and not endless. Browsers send them percent-encoded. */
function fileNameOf(header: string | string[] | undefined): string {
  const text = (Array.isArray(header) ? header[0] : header) ?? '';
  const name = decoded(text).replace(/\p{C}/gu, '').trim();
  return name.slice(0, FILE_NAME_MAX) || 'unnamed';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
