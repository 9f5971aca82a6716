import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { Logger } from 'pino';
import { AccessModule } from './access/access.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import type { ReportFault } from './platform/format-error.ts';
import { graphqlOptions } from './platform/graphql.ts';
import { HttpFailureFilter } from './platform/http-failure.filter.ts';
import { LOGGER } from './platform/logging.ts';
import { Metrics } from './platform/metrics.ts';
import { PlatformModule, type Ground } from './platform/platform.module.ts';
import { Demo } from './start/demo.ts';
import { VaultModule } from './vault/vault.module.ts';

export type Part = Type | DynamicModule;

const REPORT_FAULT = Symbol('ReportFault');

@Module({})
class FaultsModule {
  static on(): DynamicModule {
    const reporter = (logger: Logger, metrics: Metrics): ReportFault => {
      return (id, fault, path) => {
        metrics.faults.inc();
        logger.error({ id, path, err: fault }, 'masked fault');
      };
    };
    return {
      module: FaultsModule,
      global: true,
      providers: [
        { provide: REPORT_FAULT, inject: [LOGGER, Metrics], useFactory: reporter },
        { provide: APP_FILTER, inject: [REPORT_FAULT], useFactory: (report: ReportFault) => new HttpFailureFilter(report) },
      ],
      exports: [REPORT_FAULT],
    };
  }
}

/** The whole API over its ground; `parts` are the modules of the ledger side. */
@Module({})
export class AppModule {
  static on(ground: Ground, parts: Part[]): DynamicModule {
    return {
      module: AppModule,
      providers: [Demo],
      imports: [
        PlatformModule.on(ground),
        FaultsModule.on(),
        VaultModule,
        AccessModule,
        IdentityModule,
        ...parts,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [REPORT_FAULT],
          useFactory: (report: ReportFault) => graphqlOptions({ report, introspection: ground.config.mode === 'demo' }),
        }),
      ],
    };
  }
}
