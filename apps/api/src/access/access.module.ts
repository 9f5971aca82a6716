import { Global, Module } from '@nestjs/common';
import { AccessLog } from './access-log.ts';
import { LegalHoldResolver } from './legal-hold.resolver.ts';
import { LegalHolds } from './legal-holds.ts';
import { AccessResolver } from './access.resolver.ts';

@Global()
@Module({ providers: [LegalHolds, LegalHoldResolver, AccessLog, AccessResolver], exports: [AccessLog] })
export class AccessModule {}
