import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { FAILURES, failureCode } from '../../platform/failure.ts';
import { LOGGER } from '../../platform/logging.ts';
import { Metrics } from '../../platform/metrics.ts';
import { Problem, type ProblemBody, sendProblem } from './problem.ts';

/** Every failure on the EPCIS roads as a problem of EPCIS's types; what is unexpected is masked behind an id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  catch(error: unknown, host: ArgumentsHost): FastifyReply {
    return sendProblem(host.switchToHttp().getResponse<FastifyReply>(), this.#problem(error));
  }

  #problem(error: unknown): ProblemBody {
    if (error instanceof Problem) return error.body;
    const code = failureCode(error);
    if (error instanceof Error && (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')) return { type: 'SecurityException', status: FAILURES[code], detail: error.message };
    const status = error instanceof HttpException ? error.getStatus() : error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (error instanceof Error && status >= 400 && status < 500) return { type: status === 415 ? 'UnsupportedMediaTypeException' : 'ValidationException', status, detail: error.message };
    const id = randomUUID();
    this.metrics.faults.inc();
    this.logger.error({ id, err: error }, 'masked fault');
    return { type: 'ImplementationException', detail: `Something went wrong here. If you report it, name ${id}.` };
  }
}
