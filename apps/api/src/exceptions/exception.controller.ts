import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Current } from '../identity/current.ts';
import { Machines } from '../identity/machine.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { failure } from '../platform/failure.ts';
import { Correspondence } from './correspondence.ts';
import { ExceptionRows } from './exception-rows.ts';

/** Reports and answers as the JSON of the Partnership for DSCSA Governance, to take away and to bring in. */
@Controller('exceptions')
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class ExceptionController {
  constructor(
    private readonly rows: ExceptionRows,
    private readonly correspondence: Correspondence,
  ) {}

  /** The newest report or answer that went to the partner. */
  @Get(':id/:file')
  async sent(@Current() { organisation }: Current, @Param('id') id: string, @Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const kind = file === 'report.json' ? 'report' : file === 'response.json' ? 'response' : null;
    const found = kind && (await this.rows.one(organisation.id, id));
    const message = found && found.messages.findLast((each) => each.kind === kind);
    if (!message) throw failure('NOT_FOUND', 'There is no such message of yours.');
    await reply.header('content-type', 'application/json').header('content-disposition', `attachment; filename="exception-${id}-${file}"`).header('cache-control', 'no-store').send(message.body);
  }

  /** Takes in a report or an answer: what a partner's system sends, for the organisation that let it in, or what a person brings. */
  @Machines()
  @Post()
  @HttpCode(202)
  async take(@Current() { machine, organisation }: Current, @Body() body: unknown): Promise<{ id: string }> {
    const text = JSON.stringify(body ?? null);
    return { id: machine ? await this.correspondence.take(machine.receiver.id, text, { from: organisation.gln }) : await this.correspondence.take(organisation.id, text) };
  }
}
