import { registerEnumType } from '@nestjs/graphql';

export enum UserRole {
  PHARMACIST = 'PHARMACIST',
  MANUFACTURER = 'MANUFACTURER',
  DISTRIBUTOR = 'DISTRIBUTOR',
  REGULATOR = 'REGULATOR',
  OPERATOR = 'OPERATOR',
}

registerEnumType(UserRole, { name: 'UserRole' });
