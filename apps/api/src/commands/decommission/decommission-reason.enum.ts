import { registerEnumType } from '@nestjs/graphql';

export enum DecommissionReason {
  EXPORTED = 'EXPORTED',
  DESTROYED = 'DESTROYED',
  SAMPLE = 'SAMPLE',
  FREE_SAMPLE = 'FREE_SAMPLE',
  LOCKED = 'LOCKED',
  STOLEN = 'STOLEN',
  LOST = 'LOST',
  OTHER = 'OTHER',
}

registerEnumType(DecommissionReason, { name: 'DecommissionReason', description: 'Why packages leave trade for good, with the states of Delegated Regulation (EU) 2016/161 where it has one.' });
