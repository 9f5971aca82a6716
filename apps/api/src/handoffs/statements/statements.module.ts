import { Global, Module } from '@nestjs/common';
import { ObligationResolver } from './obligation.resolver.ts';
import { StatementController } from './statement.controller.ts';
import { StatementFile } from './statement-file.ts';
import { StatementParties } from './statement-parties.ts';
import { Statements } from './statements.ts';

@Global()
@Module({ controllers: [StatementController], providers: [ObligationResolver, Statements, StatementFile, StatementParties], exports: [Statements, StatementFile] })
export class StatementsModule {}
