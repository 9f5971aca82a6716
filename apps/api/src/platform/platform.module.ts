import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { CHANCE, type Chance } from './chance.ts';
import { CLOCK, type Clock, LEDGER_CLOCK, systemClock } from './clock.ts';
import { CONFIG, type Config } from './config.ts';
import { Database, DATABASE_URL } from './database.ts';
import { HealthController } from './health.controller.ts';
import { LOGGER } from './logging.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { PASSWORD_COST, type PasswordCost } from './password-cost.ts';
import { Readiness } from './readiness.ts';

/** What every part stands on; given from outside, so that a test can hold clock, chance and database. */
export interface Ground {
  config: Config;
  databaseUrl: string;
  logger: Logger;
  clock: Clock;
  chance: Chance;
  passwordCost: PasswordCost;
}

@Module({})
export class PlatformModule {
  static on({ config, databaseUrl, logger, clock, chance, passwordCost }: Ground): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: clock },
        { provide: LEDGER_CLOCK, useValue: config.ledger === 'fabric' ? systemClock : clock },
        { provide: CHANCE, useValue: chance },
        { provide: PASSWORD_COST, useValue: passwordCost },
        Database,
        Readiness,
        Metrics,
      ],
      exports: [CONFIG, DATABASE_URL, LOGGER, CLOCK, LEDGER_CLOCK, CHANCE, PASSWORD_COST, Database, Readiness, Metrics],
    };
  }
}
