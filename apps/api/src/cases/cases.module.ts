import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { CaseController } from './case.controller.ts';
import { CaseEvidence, PHOTO_BYTES_MAX } from './case-evidence.ts';
import { CaseForms } from './case-forms.ts';
import { CaseLots } from './case-lots.ts';
import { CaseNotices } from './case-notices.ts';
import { CaseRows } from './case-rows.ts';
import { Cases } from './cases.ts';
import { NoticeRows } from './notice-rows.ts';
import { IMAGE_TYPES } from './sniff-image.ts';

const PROVIDERS = [CaseEvidence, CaseForms, CaseLots, CaseNotices, CaseRows, Cases, NoticeRows];

/** Suspect and illegitimate product, from the first doubt to the end of the notification. */
@Global()
@Module({ controllers: [CaseController], providers: PROVIDERS, exports: PROVIDERS })
export class CasesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A byte more than a picture may have is told apart from one that fits.
    this.host.httpAdapter
      .getInstance<FastifyInstance>()
      .addContentTypeParser([...IMAGE_TYPES], { parseAs: 'buffer', bodyLimit: PHOTO_BYTES_MAX + 1 }, (_, body, done) => done(null, body));
  }
}
