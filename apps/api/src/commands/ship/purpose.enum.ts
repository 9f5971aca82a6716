import { registerEnumType } from '@nestjs/graphql';

export enum PurposeEnum {
  SALE = 'SALE',
  INTERNAL = 'INTERNAL',
  RETURN = 'RETURN',
  DESTRUCTION = 'DESTRUCTION',
  CORRECTION = 'CORRECTION',
}

registerEnumType(PurposeEnum, { name: 'Purpose', description: 'What a shipment is for.' });
