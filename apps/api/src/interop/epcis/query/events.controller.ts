import { Controller, Delete, Get, HttpCode, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../../../identity/current.ts';
import { Public } from '../../../identity/public.ts';
import { Problem } from '../problem.ts';
import { ProblemFilter } from '../problem.filter.ts';
import { collection, EventAnswers } from './event-answers.ts';
import { EventBook } from './event-book.ts';
import { readEventQuery } from './event-query.ts';
import { openApi } from './open-api.ts';
import { PageTokens } from './page-tokens.ts';
import { EVENT_RESOURCES } from './resources.ts';

/** The events of EPCIS 2.0 (12.7): all of them, by a SimpleEventQuery, or one by its id. */
@Controller('epcis/v2')
@UseFilters(ProblemFilter)
export class EventsController {
  constructor(
    private readonly answers: EventAnswers,
    private readonly book: EventBook,
    private readonly tokens: PageTokens,
  ) {}

  @Get()
  async top(@Res() reply: FastifyReply): Promise<void> {
    await collection(reply, ['capture', 'events', ...EVENT_RESOURCES.map(({ path }) => path), 'queries']);
  }

  @Public()
  @Get('openapi.json')
  openApi(): object {
    return openApi();
  }

  @Get('events')
  async events(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.events(current, request, reply);
  }

  /** The event with this id, or with this hash id, and what declares it an error. */
  @Get('events/:eventID')
  async event(@Current() current: Current, @Param('eventID') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asker = this.answers.asker(current, request);
    const query = readEventQuery([['EQ_eventID', [id]]]);
    if (!(await this.book.matches(asker, query))) throw new Problem('NoSuchResourceException', `You have no event ${id}.`);
    await this.answers.answer(asker, request, reply, query, 'SimpleEventQuery');
  }

  @Delete('nextPageToken/:token')
  @HttpCode(204)
  async takeBack(@Current() current: Current, @Param('token') token: string): Promise<void> {
    if (!(await this.tokens.takeBack(current, token))) throw new Problem('NoSuchResourceException', 'You have no such token.');
  }
}
