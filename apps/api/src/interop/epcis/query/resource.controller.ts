import { Controller, Get, Param, Req, Res, type Type, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../../../identity/current.ts';
import { Problem } from '../problem.ts';
import { ProblemFilter } from '../problem.filter.ts';
import { collection, EventAnswers } from './event-answers.ts';
import { EventBook } from './event-book.ts';
import { readEventQuery } from './event-query.ts';
import { EVENT_RESOURCES, type EventResource } from './resources.ts';

/** The three roads of a resource: its values, one value with what lies under it, and the events of one value. */
function resourceController({ column, parameter, path, words }: EventResource): Type {
  @Controller(`epcis/v2/${path}`)
  @UseFilters(ProblemFilter)
  class ResourceController {
    constructor(
      private readonly answers: EventAnswers,
      private readonly book: EventBook,
    ) {}

    @Get()
    async list(@Current() current: Current, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      await this.answers.names(current, request, reply, path, async (after, first) => {
        const used = column === null ? [] : await this.book.values(this.answers.asker(current, request), column, { after, first });
        const fixed = words.filter((word) => word > after);
        return [...new Set([...fixed, ...used])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).slice(0, first);
      });
    }

    /** Refuses a value that the asker's events do not hold and the standard does not know. */
    @Get(':value')
    async under(@Current() current: Current, @Param('value') value: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const asker = this.answers.asker(current, request);
      const query = readEventQuery([[parameter, [value]]]);
      if (!words.includes(value) && !(await this.book.matches(asker, query))) throw new Problem('NoSuchResourceException', `You have no events of ${value}.`);
      await collection(reply, ['events']);
    }

    @Get(':value/events')
    async events(@Current() current: Current, @Param('value') value: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      await this.answers.events(current, request, reply, [[parameter, [value]]]);
    }
  }
  return ResourceController;
}

export const RESOURCE_CONTROLLERS: Type[] = EVENT_RESOURCES.map(resourceController);
