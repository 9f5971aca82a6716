import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { AccessLog } from '../access/access-log.ts';
import { Current } from '../identity/current.ts';
import { Machines } from '../identity/machine.ts';
import { failure } from '../platform/failure.ts';
import { HandOn } from './hand-on.ts';
import { type HandedOn, UNITS_MAX } from './handed-on.ts';

/** Documents of the ledger, for those whom its transactions name and for who holds the goods or is sent them. */
@Controller('documents')
export class DocumentController {
  constructor(
    private readonly handOn: HandOn,
    private readonly access: AccessLog,
  ) {}

  @Get(':docHash')
  @Machines()
  @Header('cache-control', 'no-store')
  async document(@Current() { machine, organisation, user }: Current, @Param('docHash') docHash: string, @Query('shipment') shipment: unknown): Promise<HandedOn> {
    const answer = /^[0-9a-f]{64}$/.test(docHash) ? await this.handOn.document(organisation.id, docHash, typeof shipment === 'string' ? shipment : null) : { kind: 'none' as const };
    if (answer.kind === 'too many') throw failure('BAD_INPUT', `The shipment has more than ${UNITS_MAX} units, which are not handed on at once: ship it in parts.`);
    // One answer for what is not there and for what is not the asker's: a hash alone tells nobody anything.
    if (answer.kind === 'none') throw failure('NOT_FOUND', 'There is no such document of yours.');
    await this.access.recordRead({ readerOrganisation: organisation.id, readerUser: machine ? null : user.id, ownerOrganisation: answer.owner, subject: `document ${docHash}`, purpose: 'documents: handed on' });
    return answer.document;
  }
}
