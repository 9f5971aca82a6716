import { randomUUID } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import type { FastifyReply } from 'fastify';
import { FAILURES, failureCode, unkeepable } from './failure.ts';
import type { ReportFault } from './format-error.ts';

/** The same failures on the REST roads: `{ code, message }` with its status; the unexpected is masked behind an id. */
@Catch()
export class HttpFailureFilter implements ExceptionFilter {
  constructor(private readonly report: ReportFault) {}

  catch(thrown: unknown, host: ArgumentsHost): unknown {
    // GraphQL answers through its own formatter.
    if (host.getType<GqlContextType>() === 'graphql') return thrown;
    const error = unkeepable(thrown) ?? thrown;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof HttpException) {
      const status = error.getStatus();
      const code = Object.entries(FAILURES).find(([, number]) => number === status)?.[0] ?? 'BAD_INPUT';
      if (status < 500) return reply.status(status).send({ code, message: error.message });
    }
    const code = failureCode(error);
    if (error instanceof Error && code && code !== 'INTERNAL') {
      return reply.status(FAILURES[code]).send({ code, message: error.message });
    }
    const status = tooMuch(error);
    if (status) return reply.status(status).send({ code: 'BAD_INPUT', message: 'The request is too large or cannot be read.' });
    const id = randomUUID();
    this.report(id, error, undefined);
    return reply.status(500).send({ code: 'INTERNAL', id, message: `Something went wrong here. If you report it, name ${id}.` });
  }
}

/** Fastify's own refusals of a body (too large, no JSON, unknown type) are the caller's. */
function tooMuch(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  return status >= 400 && status < 500 ? status : undefined;
}
