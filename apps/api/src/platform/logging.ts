import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

export const LOGGER = Symbol('Logger');

// Whatever someone hands to the log by mistake: these names are never written out.
const SECRETS = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'secret',
  'authorization',
  'cookie',
  'connectionString',
  'privateKey',
  'salt',
];
const redact = { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[not logged]' };

/** The program's log: one JSON object a line. Barcodes, serials and request bodies are not logged at all. */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, redact };
  return destination ? pino(options, destination) : pino(options);
}

/** Nest speaks through the same log. */
export class NestLogging implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...more: unknown[]) {
    // Nest tells every route and module at start: useful once, when something is missing.
    this.#logger.debug({ from: more.at(-1) }, String(message));
  }

  warn(message: unknown, ...more: unknown[]) {
    this.#logger.warn({ from: more.at(-1) }, String(message));
  }

  error(message: unknown, ...more: unknown[]) {
    const err = message instanceof Error ? message : undefined;
    this.#logger.error({ err, detail: more.filter((part) => typeof part === 'string') }, err?.message ?? String(message));
  }
}
