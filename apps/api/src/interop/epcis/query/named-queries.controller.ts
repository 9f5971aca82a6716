import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../../../identity/current.ts';
import { EventStreams, type StreamMedia } from '../subscription/event-streams.ts';
import { ProblemFilter } from '../problem.filter.ts';
import { EventAnswers } from './event-answers.ts';
import { askedOfUrl } from './event-query.ts';
import type { Asker } from './event-book.ts';
import { wantedBy } from './negotiation.ts';
import { NamedQueries, type NamedQuery } from './named-queries.ts';
import { badParameter } from '../problem.ts';

const STREAMS = ['text/event-stream', 'application/x-ndjson'] as const;
const PAGING: ReadonlySet<string> = new Set(['perPage', 'nextPageToken']);

/** Queries under a name (EPCIS 2.0 12.8). */
@Controller('epcis/v2/queries')
@UseFilters(ProblemFilter)
export class NamedQueriesController {
  constructor(
    private readonly queries: NamedQueries,
    private readonly answers: EventAnswers,
    private readonly streams: EventStreams,
  ) {}

  @Get()
  async list(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.listed(current, request, reply, 'queries', (after, first) => this.queries.list(current.organisation.id, { after, first }), ({ name }) => name);
  }

  @Post()
  async create(@Current() current: Current, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const made = await this.queries.create(current, body);
    await reply.status(201).header('location', `/epcis/v2/queries/${made.name}`).send(made);
  }

  @Get(':queryName')
  get(@Current() { organisation }: Current, @Param('queryName') name: string): Promise<NamedQuery> {
    return this.queries.get(organisation.id, name);
  }

  @Delete(':queryName')
  @HttpCode(204)
  delete(@Current() { organisation }: Current, @Param('queryName') name: string): Promise<void> {
    return this.queries.delete(organisation.id, name);
  }

  @Get(':queryName/events')
  async events(@Current() current: Current, @Param('queryName') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asker = this.answers.asker(current, request);
    const media = STREAMS.find((one) => request.headers.accept?.includes(one));
    if (media !== undefined) return this.#stream(asker, name, media, request, reply);
    const query = await this.queries.read(current.organisation.id, name);
    const [more] = askedOfUrl(request.url, PAGING);
    if (more) throw badParameter(more[0], 'a named query has its parameters already: only perPage and nextPageToken are taken here.');
    await this.answers.answer(asker, request, reply, query, name);
  }

  /** Goes on for as long as the client listens; `Last-Event-ID` says where it got to. */
  async #stream(asker: Asker, name: string, media: StreamMedia, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const last = request.headers['last-event-id'];
    const wanted = { ...wantedBy({ ...request.headers, accept: 'application/json' }), media: 'application/json' } as const;
    const messages = await this.streams.follow(asker, name, { from: (Array.isArray(last) ? last[0] : last) ?? null, media, wanted });
    await reply.type(`${media}; charset=utf-8`).header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(Readable.from(messages));
  }
}
