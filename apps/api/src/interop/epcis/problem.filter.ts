import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A no as EPCIS 2.0 answers it (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly detail: string,
  ) {
    super(detail);
  }
}

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad request', 404: 'Not found', 409: 'Conflict', 413: 'Too large', 415: 'Unsupported media type', 429: 'Too many requests' };

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, { detail, status, type }: Pick<Problem, 'status' | 'type' | 'detail'>): FastifyReply {
  const body = { type: `urn:packtrail:problem:${type}`, title: TITLES[status] ?? 'Refused', status, detail };
  return reply.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Problems of the EPCIS roads; every other failure goes to the filter behind. */
@Catch(Problem)
export class ProblemFilter implements ExceptionFilter<Problem> {
  catch(problem: Problem, host: ArgumentsHost): FastifyReply {
    return sendProblem(host.switchToHttp().getResponse<FastifyReply>(), problem);
  }
}
