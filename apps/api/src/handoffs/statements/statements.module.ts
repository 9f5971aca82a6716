import { Global, Module } from '@nestjs/common';
import { ShippedUnits } from './shipped-units.ts';
import { StatementController } from './statement.controller.ts';
import { StatementFile } from './statement-file.ts';
import { StatementParties } from './statement-parties.ts';
import { StatementRows } from './statement-rows.ts';
import { Statements } from './statements.ts';

@Global()
@Module({ controllers: [StatementController], providers: [Statements, ShippedUnits, StatementFile, StatementParties, StatementRows], exports: [Statements] })
export class StatementsModule {}
