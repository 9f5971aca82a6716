import { Global, Module } from '@nestjs/common';
import { AccessLog } from './access-log.ts';
import { AccessResolver } from './access.resolver.ts';

@Global()
@Module({ providers: [AccessLog, AccessResolver], exports: [AccessLog] })
export class AccessModule {}
