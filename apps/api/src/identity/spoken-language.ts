import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Language, languageOf } from '../platform/language.ts';
import { requestOf } from './request.ts';

/** The language that the asker wants to be answered in, by the `accept-language` of this request. */
export const SpokenLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language => languageOf(requestOf(context).headers['accept-language']));
