import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/public.ts';
import { Readiness } from './readiness.ts';

/** 200 only when database, ledger and portal can all work; 503 names the part that cannot. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Public()
  @Get()
  async health(@Res() reply: FastifyReply) {
    const { ready, parts } = await this.readiness.ask();
    return reply
      .header('cache-control', 'no-store')
      .status(ready ? 200 : 503)
      .send({ ready, parts });
  }
}
