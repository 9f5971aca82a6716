import { registerEnumType } from '@nestjs/graphql';

export enum VerdictEnum {
  MATCHES = 'MATCHES',
  DO_NOT_USE = 'DO_NOT_USE',
  CHECK_NEEDED = 'CHECK_NEEDED',
  COULD_NOT_ASK = 'COULD_NOT_ASK',
}

registerEnumType(VerdictEnum, { name: 'Verdict', description: 'What a scan answers: what the record knows, never whether a package is genuine.' });
