import { Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.module.ts';
import { FirstOperator } from './first-operator.ts';
import { FirstOperatorResolver } from './first-operator.resolver.ts';

@Module({ imports: [IdentityModule], providers: [FirstOperator, FirstOperatorResolver], exports: [FirstOperator] })
export class FirstOperatorModule {}
