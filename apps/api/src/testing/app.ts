import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Part } from '../app.module.ts';
import { createApp } from '../create-app.ts';
import { systemChance } from '../platform/chance.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { readConfig, type Config } from '../platform/config.ts';
import { makeLogger } from '../platform/logging.ts';
import type { PasswordCost } from '../platform/password-cost.ts';
import { freshDatabase } from './database.ts';

export interface Answer {
  data: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string; id?: string } }[];
  headers: Record<string, number | string | string[] | undefined>;
  status: number;
}

export interface TestApp {
  app: NestFastifyApplication;
  /** Lines of the log, parsed. */
  logged: Record<string, unknown>[];
  /** Asks GraphQL through the front door. */
  ask(query: string, variables?: object, as?: { token?: string; cookie?: string; headers?: Record<string, string> }): Promise<Answer>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  parts?: Part[];
  clock?: Clock;
  config?: Partial<Config>;
  portal?: string;
  databaseUrl?: string;
  passwordCost?: PasswordCost;
}

/** Most of what a small test costs would be the passwords of its people. */
const CHEAP: PasswordCost = { rounds: 4, blocks: 8, lanes: 1 };

/** The real application in process, over a database of its own. */
export async function startTestApp({ parts, clock = systemClock, config, portal, databaseUrl, passwordCost = CHEAP }: TestAppOptions = {}): Promise<TestApp> {
  const database = databaseUrl ? { url: databaseUrl, drop: async () => {} } : await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-app-'));
  const logged: Record<string, unknown>[] = [];
  const app = await createApp({
    config: { ...readConfig({ PACKTRAIL_DATA: config?.dataDir ?? dataDir }), ...config },
    databaseUrl: database.url,
    logger: makeLogger('info', { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) }),
    clock,
    chance: systemChance,
    passwordCost,
    parts,
    portal: portal ?? join(dataDir, 'no-portal'),
  });
  return {
    app,
    logged,
    ask: async (query, variables = {}, as = {}) => {
      const headers = {
        ...(as.token ? { authorization: `Bearer ${as.token}` } : {}),
        ...(as.cookie ? { cookie: as.cookie } : {}),
        ...as.headers,
      };
      const response = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
      return { ...response.json<Pick<Answer, 'data' | 'errors'>>(), headers: response.headers, status: response.statusCode };
    },
    close: async () => {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
