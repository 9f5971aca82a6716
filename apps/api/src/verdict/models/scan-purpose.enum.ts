import { registerEnumType } from '@nestjs/graphql';

export enum ScanPurposeEnum {
  RECEIVE = 'RECEIVE',
  DISPENSE = 'DISPENSE',
  RETURN = 'RETURN',
  CHECK = 'CHECK',
}

registerEnumType(ScanPurposeEnum, { name: 'ScanPurpose' });
