import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../../../identity/current.ts';
import { EpcisFilter } from './epcis.filter.ts';
import { EventAnswers } from './event-answers.ts';
import { askedOfUrl } from './event-query.ts';
import { NamedQueries, type NamedQuery } from './named-queries.ts';
import { badParameter } from './epcis-exception.ts';

const PAGING: ReadonlySet<string> = new Set(['perPage', 'nextPageToken']);

/** Queries under a name (EPCIS 2.0 12.8). */
@Controller('epcis/v2/queries')
@UseFilters(EpcisFilter)
export class NamedQueriesController {
  constructor(
    private readonly queries: NamedQueries,
    private readonly answers: EventAnswers,
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
    const query = await this.queries.read(current.organisation.id, name);
    const [more] = askedOfUrl(request.url, PAGING);
    if (more) throw badParameter(more[0], 'a named query has its parameters already: only perPage and nextPageToken are taken here.');
    await this.answers.answer(asker, request, reply, query, name);
  }
}
