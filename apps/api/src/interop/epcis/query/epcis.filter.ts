import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { FAILURES, failureCode } from '../../../platform/failure.ts';
import { LOGGER } from '../../../platform/logging.ts';
import { Metrics } from '../../../platform/metrics.ts';
import { EPCIS_EXCEPTIONS, EpcisException, type EpcisExceptionType } from './epcis-exception.ts';

const TITLES: Partial<Record<EpcisExceptionType, string>> = {
  SecurityException: 'Not allowed',
  NoSuchNameException: 'No such name',
  NoSuchResourceException: 'No such resource',
  NotAcceptableException: 'Not acceptable',
  ResourceAlreadyExistsException: 'Already there',
  QueryTooLargeException: 'Query too large',
  ImplementationException: 'Something went wrong here',
};

/** Every no of the query interface as a problem (RFC 9457) of EPCIS's types; what is unexpected is masked behind an id. */
@Catch()
export class EpcisFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): FastifyReply {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof EpcisException) return send(reply, error.type, EPCIS_EXCEPTIONS[error.type], error.detail);
    const code = failureCode(error);
    if (error instanceof Error && (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')) return send(reply, 'SecurityException', FAILURES[code], error.message);
    const status = error instanceof HttpException ? error.getStatus() : error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (error instanceof Error && status >= 400 && status < 500) return send(reply, status === 415 ? 'UnsupportedMediaTypeException' : 'ValidationException', status, error.message);
    const id = randomUUID();
    this.metrics.faults.inc();
    this.logger.error({ id, err: error }, 'masked fault');
    return send(reply, 'ImplementationException', 500, `Something went wrong here. If you report it, name ${id}.`);
  }
}

function send(reply: FastifyReply, type: EpcisExceptionType, status: number, detail: string): FastifyReply {
  const problem = { type: `epcisException:${type}`, title: TITLES[type] ?? 'EPCIS query exception', status, detail };
  return reply.status(status).type('application/problem+json').send(JSON.stringify(problem));
}
