import 'reflect-metadata';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Part } from './app.module.ts';
import { Database } from './platform/database.ts';
import { securityHeaders } from './platform/headers.ts';
import { BODY_BYTES_MAX } from './platform/limits.ts';
import { NestLogging } from './platform/logging.ts';
import { Metrics } from './platform/metrics.ts';
import type { Ground } from './platform/platform.module.ts';
import { servePortal } from './platform/portal.ts';
import { Readiness } from './platform/readiness.ts';
import { workspaceRoot } from './platform/workspace.ts';

export interface AppOptions extends Ground {
  /** The modules of the ledger side. */
  parts?: Part[];
  /** The built portal. */
  portal?: string;
}

/** Makes the whole application, initialised but not listening: main listens, tests inject. */
export async function createApp({ parts = [], portal, ...ground }: AppOptions): Promise<NestFastifyApplication> {
  const { config, logger } = ground;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    // A file of 1,000,000 events is read as it arrives.
    requestTimeout: 600_000,
    // An EPC or an event id in a path, percent-encoded.
    routerOptions: { maxParamLength: 1_000 },
    // At shutdown: idle connections are closed, running requests are finished.
    forceCloseConnections: 'idle',
    ...(config.tls ? { https: config.tls } : {}),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(ground, parts), adapter, {
    logger: new NestLogging(logger),
    abortOnError: false,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, securityHeaders({ tls: config.tls !== undefined }));
  app.useGlobalPipes(new ValidationPipe({ transform: true }));

  const fastify = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) };
    metrics.requestSeconds.observe(labels, reply.elapsedTime / 1_000);
    logger.debug({ ...labels, ms: Math.round(reply.elapsedTime) }, 'answered');
  });

  const database = app.get(Database);
  const readiness = app.get(Readiness);
  const served = await servePortal(fastify, portal ?? join(workspaceRoot(), 'apps', 'web', 'dist'));
  readiness.report('portal', () => served);
  readiness.report('database', () => database.ready());
  await app.init();
  await fastify.ready();
  return app;
}
