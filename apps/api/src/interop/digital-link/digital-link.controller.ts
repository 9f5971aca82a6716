import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../identity/public.ts';
import { failure } from '../../platform/failure.ts';
import { readBarcode } from '../../verdict/read-barcode.ts';

/** GS1 Digital Links that name this node: they lead a person to the pedigree page, which shows what its reader may see after signing in. */
@Controller()
export class DigitalLinkController {
  @Public()
  @Get('01/:gtin/21/:serial')
  package(@Param('gtin') gtin: string, @Param('serial') serial: string, @Res() reply: FastifyReply): FastifyReply {
    return toPedigree(reply, `https://id.gs1.org/01/${encodeURIComponent(gtin)}/21/${encodeURIComponent(serial)}`);
  }

  @Public()
  @Get('00/:sscc')
  container(@Param('sscc') sscc: string, @Res() reply: FastifyReply): FastifyReply {
    return toPedigree(reply, `https://id.gs1.org/00/${encodeURIComponent(sscc)}`);
  }
}

/** Says nothing of whether there is such a unit. Refuses what names none. */
function toPedigree(reply: FastifyReply, text: string): FastifyReply {
  const { link } = readBarcode(text);
  if (link === null) throw failure('BAD_INPUT', 'This link names no package and no container.');
  return reply.redirect(`/pedigree?text=${encodeURIComponent(link)}`, 307);
}
