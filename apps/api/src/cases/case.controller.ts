import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Current } from '../identity/current.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { failure } from '../platform/failure.ts';
import { CaseEvidence } from './case-evidence.ts';
import { CaseForms } from './case-forms.ts';
import { form3911Pdf } from './form-3911-pdf.ts';
import type { ReportType } from './form-fields.ts';

/** Files of a case: its pictures, and the data set of Form FDA 3911. For its organisation alone. */
@Controller('cases/:id')
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaseController {
  constructor(
    private readonly evidence: CaseEvidence,
    private readonly forms: CaseForms,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes a picture, its bytes as the body. What it is, its bytes say. */
  @Post('photos')
  async photo(@Current() current: Current, @Param('id') id: string, @Query('caption') caption: string | undefined, @Req() request: FastifyRequest): Promise<{ id: string }> {
    const { body } = request;
    if (!Buffer.isBuffer(body)) throw failure('BAD_INPUT', 'Send the picture as the body of the request.');
    if (typeof (caption ?? '') !== 'string') throw failure('BAD_INPUT', 'caption is one text.');
    const file = await this.evidence.photo(current, id, { bytes: body, caption: caption ?? '' });
    return { id: file.id };
  }

  /** A picture, which nothing can run in. */
  @Get('photos/:photo')
  async picture(@Current() { organisation }: Current, @Param('id') id: string, @Param('photo') photo: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.evidence.picture(organisation.id, id, photo);
    if (!found) throw failure('NOT_FOUND', 'There is no such picture of yours.');
    await reply
      .headers({
        'content-type': found.type,
        'content-disposition': `inline; filename="case-${photo}.${found.type.slice('image/'.length)}"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-store',
      })
      .send(found.bytes);
  }

  /** The data set of a report, `initial`, `follow-up` or `termination`, as JSON or PDF. */
  @Get('form-3911/:file')
  async form(@Current() current: Current, @Param('id') id: string, @Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const [, name = '', ending = ''] = /^(initial|follow-up|termination)\.(json|pdf)$/.exec(file) ?? [];
    const form = name === '' ? undefined : await this.forms.dataSet(current, id, TYPES[name as keyof typeof TYPES]);
    if (!form) throw failure('NOT_FOUND', 'There is no such file of yours.');
    const body = ending === 'pdf' ? await form3911Pdf(form, { caseId: id, madeAt: this.clock.now() }) : JSON.stringify(form, null, 2);
    await reply
      .headers({ 'content-type': ending === 'pdf' ? 'application/pdf' : 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="form-3911-${name}-${id}.${ending}"`, 'cache-control': 'no-store' })
      .send(body);
  }
}

const TYPES = { initial: 'INITIAL', 'follow-up': 'FOLLOW_UP', termination: 'TERMINATION' } as const satisfies Record<string, ReportType>;
