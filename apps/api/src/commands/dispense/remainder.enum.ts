import { registerEnumType } from '@nestjs/graphql';

export enum Remainder {
  NONE = 'NONE',
  SOME = 'SOME',
}

registerEnumType(Remainder, { name: 'Remainder', description: 'Whether something is left in the package for another prescription.' });
