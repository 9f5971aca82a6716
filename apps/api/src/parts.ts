import type { Part } from './app.module.ts';
import { CasesModule } from './cases/cases.module.ts';
import { CommandsModule } from './commands/commands.module.ts';
import { ExceptionsModule } from './exceptions/exceptions.module.ts';
import { ExchangeModule } from './exchange/exchange.module.ts';
import { HandoffsModule } from './handoffs/handoffs.module.ts';
import { StatementsModule } from './handoffs/statements/statements.module.ts';
import { InteropModule } from './interop/interop.module.ts';
import { MasterDataModule } from './master-data/master-data.module.ts';
import { LedgerModule } from './platform/ledger.module.ts';
import { ProjectionModule } from './projection/projection.module.ts';
import { QueriesModule } from './queries/queries.module.ts';
import { ReadModelModule } from './read-model/read-model.module.ts';
import { StartModule } from './start/start.module.ts';
import { VerdictModule } from './verdict/verdict.module.ts';

/** The modules beyond the ground, in the order they are started. */
export const PARTS: Part[] = [LedgerModule, HandoffsModule, ProjectionModule, ReadModelModule, MasterDataModule, VerdictModule, ExceptionsModule, CasesModule, QueriesModule, CommandsModule, InteropModule, StatementsModule, ExchangeModule, StartModule];
