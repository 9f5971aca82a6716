import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/public.ts';
import { CONFIG, type Config } from './config.ts';
import { Readiness } from './readiness.ts';

/** 200 only when database, ledger and portal can all work; 503 names the part that cannot. Says the mode too: the sign-in page asks for it. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Get()
  async health(@Res() reply: FastifyReply) {
    const { ready, parts } = await this.readiness.ask();
    return reply
      .header('cache-control', 'no-store')
      .status(ready ? 200 : 503)
      .send({ ready, mode: this.config.mode, parts });
  }
}
