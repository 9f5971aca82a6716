import { Global, Module } from '@nestjs/common';
import { Correspondence } from './correspondence.ts';
import { CorrectionRows } from './correction-rows.ts';
import { ExceptionController } from './exception.controller.ts';
import { ExceptionRows } from './exception-rows.ts';
import { Exceptions } from './exceptions.ts';

/** What does not fit between goods and data, until two partners have settled it. */
@Global()
@Module({ controllers: [ExceptionController], providers: [CorrectionRows, Correspondence, Exceptions, ExceptionRows], exports: [CorrectionRows, Correspondence, Exceptions, ExceptionRows] })
export class ExceptionsModule {}
