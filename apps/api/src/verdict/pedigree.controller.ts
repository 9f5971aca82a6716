import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { identityOf } from '../documents/unit-link.ts';
import { Current } from '../identity/current.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { CONFIG, type Config } from '../platform/config.ts';
import { failure } from '../platform/failure.ts';
import { pedigreePdf } from './pedigree-pdf.ts';
import { PedigreeResolver } from './pedigree.resolver.ts';
import { readBarcode } from './read-barcode.ts';

/** The history of a unit to take away. */
@Controller()
export class PedigreeController {
  constructor(
    private readonly pedigrees: PedigreeResolver,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('pedigree.pdf')
  async pdf(@Current() current: Current, @Query('text') text: unknown, @Res() reply: FastifyReply): Promise<void> {
    const asked = typeof text === 'string' ? text : '';
    const pedigree = await this.pedigrees.pedigree(current, asked);
    const identity = identityOf(readBarcode(asked).link ?? '');
    if (!pedigree || !identity) throw failure('NOT_FOUND', 'There is no record of this unit that you may have.');
    const fields = identity.sscc === null ? [{ ai: '01', value: identity.gtin }, { ai: '21', value: identity.serial }] : [{ ai: '00', value: identity.sscc }];
    const pdf = await pedigreePdf({ pedigree, fields, address: this.config.address, reader: current.organisation.name, madeAt: this.clock.now() });
    await reply.headers({ 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="pedigree.pdf"', 'cache-control': 'no-store' }).send(pdf);
  }
}
