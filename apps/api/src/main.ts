import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createApp } from './create-app.ts';
import { PARTS } from './parts.ts';
import { systemChance } from './platform/chance.ts';
import { DemoClock, systemClock } from './platform/clock.ts';
import { readConfig, type Config } from './platform/config.ts';
import { keepHeapSteady } from './platform/heap.ts';
import { makeLogger } from './platform/logging.ts';
import { OWASP_COST } from './platform/password-cost.ts';
import { Projector } from './projection/projector.ts';
import { startCluster, type Cluster } from './start/cluster.ts';
import { Demo } from './start/demo.ts';
import { FirstOperator } from './start/first-operator/first-operator.ts';
import { migrate } from './start/migrate.ts';
import type { DemoSignIn } from './start/seed.ts';
import { StartRefused } from './start/start-refused.ts';

const STOP_MS = 15_000;

interface Running {
  app?: NestFastifyApplication;
  cluster?: Cluster;
}

await main().catch((error: unknown) => {
  // A sentence for the one who started it; the stack only where it is not plain what to do.
  console.error(error instanceof StartRefused ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  keepHeapSteady();
  const config = readConfig(process.env);
  const logger = makeLogger(config.logLevel);
  const running: Running = {};
  stopOnSignal(running, logger);
  try {
    await start(config, logger, running);
  } catch (error) {
    await stop(running);
    throw error;
  }
}

async function start(config: Config, logger: Logger, running: Running): Promise<void> {
  const databaseUrl = config.databaseUrl ?? (await embedded(config, running));
  const applied = await migrate(databaseUrl);
  if (applied.length > 0) logger.info({ applied }, 'database migrated');
  const app = await createApp({ config, databaseUrl, logger, clock: config.mode === 'demo' ? new DemoClock() : systemClock, chance: systemChance, passwordCost: OWASP_COST, parts: PARTS });
  running.app = app;
  if (process.argv.includes('rebuild')) return rebuild(app, running);
  const signIns = config.mode === 'demo' ? await app.get(Demo).play() : [];
  await listen(app, config);
  greet(config, app, { signIns, firstOperator: await app.get(FirstOperator).offer() });
}

/** `npm run rebuild`: empties the read model, plays the ledger into it again, and ends. */
async function rebuild(app: NestFastifyApplication, running: Running): Promise<void> {
  const projector = app.get(Projector);
  await projector.rebuild();
  console.log(`The read model was played again to block ${await projector.projectedTo()}.`);
  await stop(running);
  process.exit(0);
}

async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartRefused(`Port ${port} on ${host} is taken. Set PORT to another one.`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new StartRefused(`This program may not listen on ${host}, port ${port} (${code}).`);
    throw error;
  }
}

async function embedded(config: Config, running: Running): Promise<string> {
  running.cluster = await startCluster(join(config.dataDir, 'postgres'));
  return running.cluster.database('packtrail');
}

function greet(config: Config, app: NestFastifyApplication, { signIns, firstOperator }: { signIns: DemoSignIn[]; firstOperator: string | null }): void {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const host = config.host === '127.0.0.1' ? 'localhost' : config.host;
  const url = `${config.tls ? 'https' : 'http'}://${host}:${port}`;
  const lines = [`Packtrail listens on ${url}`];
  // The token stands behind the #: a browser sends that part to no server, so no log on the way keeps it.
  if (firstOperator) lines.push('Nobody can sign in yet. Open this link, once and within a day, to become the operator:', `  ${url}/first-operator#token=${firstOperator}`);
  if (config.mode === 'demo') lines.push('Demo data, not a record.');
  const width = Math.max(0, ...signIns.map(({ email }) => email.length));
  for (const { role, organisation, email, password } of signIns)
    lines.push(`  ${email.padEnd(width)}  ${password}   ${role}, ${organisation}`);
  console.log(lines.join('\n'));
}

/** The order matters: first no more requests, then no more database. */
async function stop(running: Running): Promise<void> {
  await running.app?.close();
  await running.cluster?.stop();
}

function stopOnSignal(running: Running, logger: Logger): void {
  let stopping = false;
  const end = () => {
    // Ctrl-C reaches this process twice: from the terminal, and passed on by the starter.
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop(running).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
  // The starter was killed: without it nobody would ever end this process.
  process.on('disconnect', end);
}
