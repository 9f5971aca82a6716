import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** The exceptions of EPCIS 2.0 (12.5) that the capture roads answer with, each with its status. */
export const CAPTURE_EXCEPTIONS = {
  ValidationException: 400,
  SecurityException: 403,
  NoSuchResourceException: 404,
  ResourceAlreadyExistsException: 409,
  CaptureLimitExceededException: 413,
  UnsupportedMediaTypeException: 415,
  /** EPCIS has no name for too many requests. */
  TooManyRequestsException: 429,
  ImplementationException: 503,
} as const;

export type CaptureException = keyof typeof CAPTURE_EXCEPTIONS;

export interface ProblemBody {
  readonly type: CaptureException;
  readonly detail: string;
  /** The rule that is broken, and where. */
  readonly rule?: string;
  readonly line?: number;
  readonly path?: string;
  readonly errors?: readonly object[];
}

/** A no as EPCIS 2.0 answers it (RFC 9457). */
export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(type: CaptureException, detail: string, more: Omit<ProblemBody, 'type' | 'detail'> = {}) {
    super(detail);
    this.body = { type, detail, ...more };
  }
}

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad request', 403: 'Forbidden', 404: 'Not found', 409: 'Conflict', 413: 'Too large', 415: 'Unsupported media type', 429: 'Too many requests', 503: 'Not now' };

/** Sends a problem. */
export function sendProblem(reply: FastifyReply, { detail, type, ...more }: ProblemBody): FastifyReply {
  const status = CAPTURE_EXCEPTIONS[type];
  const body = { type: `epcisException:${type}`, title: TITLES[status], status, detail, ...more };
  return reply.status(status).type('application/problem+json').send(JSON.stringify(body));
}

/** Problems of the EPCIS roads; every other failure goes to the filter behind. */
@Catch(Problem)
export class ProblemFilter implements ExceptionFilter<Problem> {
  catch(problem: Problem, host: ArgumentsHost): FastifyReply {
    return sendProblem(host.switchToHttp().getResponse<FastifyReply>(), problem.body);
  }
}
