import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStore } from '../../../documents/event-store.ts';
import { Current } from '../../../identity/current.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { CONFIG, type Config } from '../../../platform/config.ts';
import { SubscriptionTokens } from '../../../vault/subscription-tokens.ts';
import { Problem } from '../problem.ts';
import { ProblemFilter } from '../problem.filter.ts';
import { EventAnswers } from '../query/event-answers.ts';
import { NamedQueries } from '../query/named-queries.ts';
import { wantedBy } from '../query/negotiation.ts';
import { instant } from '../query/spellings.ts';
import { readDestination } from './destination.ts';
import { nextTime, readSchedule } from './schedule.ts';
import { type SubscriptionRow, SubscriptionRows } from './subscription-rows.ts';

const SUBSCRIPTIONS_MAX = 100;

/** Subscriptions to a named query, told by webhook (EPCIS 2.0 12.8.3). */
@Controller('epcis/v2/queries/:queryName/subscriptions')
@UseFilters(ProblemFilter)
export class SubscriptionsController {
  constructor(
    private readonly rows: SubscriptionRows,
    private readonly queries: NamedQueries,
    private readonly answers: EventAnswers,
    private readonly store: EventStore,
    private readonly tokens: SubscriptionTokens,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Current() current: Current, @Param('queryName') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.queries.get(current.organisation.id, name);
    await this.answers.listed(current, request, reply, `subscriptions of ${name}`, async (after, first) => (await this.rows.list(current.organisation.id, name, { after, first })).map(shown), ({ subscriptionID }) => subscriptionID);
  }

  @Post()
  async create(@Current() current: Current, @Param('queryName') name: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { reason } = this.answers.asker(current, request);
    await this.queries.read(current.organisation.id, name);
    const now = this.clock.now();
    const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const dest = readDestination(told['dest'], this.config.webhookHosts);
    const schedule = readTiming(told, now);
    const token = told['signatureToken'];
    if (token !== undefined && (typeof token !== 'string' || token.length < 16 || token.length > 1_000)) throw refused('signatureToken: it must be a text of 16 to 1,000 characters.');
    if (told['reportIfEmpty'] !== undefined && typeof told['reportIfEmpty'] !== 'boolean') throw refused('reportIfEmpty: it must be true or false.');
    if ((await this.rows.count(current.organisation.id)) >= SUBSCRIPTIONS_MAX) throw refused(`An organisation has at most ${SUBSCRIPTIONS_MAX} subscriptions: delete one.`);
    const initial = told['initialRecordTime'];
    const id = randomUUID();
    await this.rows.create({
      id,
      organisation_id: current.organisation.id,
      query_name: name,
      user_id: current.user.id,
      reason,
      dest: dest.href,
      token_sealed: token === undefined ? null : this.tokens.seal(id, token),
      epc_format: wantedBy({ 'gs1-epc-format': request.headers['gs1-epc-format'] }).epcs,
      report_if_empty: told['reportIfEmpty'] === true,
      schedule,
      initial_record_time: initial === undefined ? now : new Date(instant('initialRecordTime', String(initial))),
      created_at: now,
      due_at: schedule ? (nextTime(schedule, now) ?? now) : now,
      // Without a time to begin at, what is visible now was there before.
      released: initial === undefined ? await this.store.newestRelease() : 0,
      seq: null,
    });
    const row = await this.rows.get(current.organisation.id, name, id);
    await reply.status(201).header('location', `/epcis/v2/queries/${name}/subscriptions/${id}`).send(row ? shown(row) : {});
  }

  @Get(':subscriptionID')
  async get(@Current() { organisation }: Current, @Param('queryName') name: string, @Param('subscriptionID') id: string): Promise<Shown> {
    const row = await this.rows.get(organisation.id, name, id);
    if (!row) throw noSuch(id);
    return shown(row);
  }

  @Delete(':subscriptionID')
  @HttpCode(204)
  async delete(@Current() { organisation }: Current, @Param('queryName') name: string, @Param('subscriptionID') id: string): Promise<void> {
    if (!(await this.rows.delete(organisation.id, name, id))) throw noSuch(id);
  }
}

/** A schedule, or null for a stream. Refuses neither and both. */
function readTiming({ schedule, stream }: Record<string, unknown>, now: Date): SubscriptionRow['schedule'] {
  if (schedule !== undefined && stream !== undefined) throw refused('schedule, stream: they exclude one another.');
  if (schedule !== undefined) return readSchedule(schedule, now);
  if (stream !== true) throw refused('schedule, stream: one of them is needed; stream can only be true.');
  return null;
}

const noSuch = (id: string): Problem => new Problem('NoSuchResourceException', `You have no subscription ${id}.`);
const refused = (why: string): Problem => new Problem('SubscriptionControlsException', why);

type Shown = ReturnType<typeof shown>;

/** A subscription as its organisation sees it: never its token. */
const shown = (row: SubscriptionRow) => ({
  subscriptionID: row.id,
  queryName: row.query_name,
  dest: row.dest,
  createdAt: row.created_at.toISOString(),
  initialRecordTime: row.initial_record_time.toISOString(),
  reportIfEmpty: row.report_if_empty,
  epcFormat: row.epc_format,
  ...(row.schedule ? { schedule: row.schedule } : { stream: true }),
  ...(row.last_notified_at ? { lastNotifiedAt: row.last_notified_at.toISOString() } : {}),
  // Beside the standard: how it stands.
  state: row.failures === 0 ? 'served' : 'failing',
  failures: row.failures,
  ...(row.last_failure === null ? {} : { lastFailure: row.last_failure, nextAttemptAt: row.due_at.toISOString() }),
});
