import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/public.ts';
import { Metrics } from './metrics.ts';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly numbers: Metrics) {}

  @Public()
  @Get()
  async metrics(@Res() reply: FastifyReply) {
    const { registry } = this.numbers;
    return reply
      .header('content-type', registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  }
}
