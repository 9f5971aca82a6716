import { registerEnumType } from '@nestjs/graphql';

export enum ExceptionKindEnum {
  PRODUCT_NO_DATA = 'PRODUCT_NO_DATA',
  DATA_NO_PRODUCT = 'DATA_NO_PRODUCT',
  MISALIGNMENT = 'MISALIGNMENT',
  OVER = 'OVER',
  SHORT = 'SHORT',
  DAMAGED = 'DAMAGED',
  PACKAGING = 'PACKAGING',
  GLN_ERROR = 'GLN_ERROR',
  GTIN_ERROR = 'GTIN_ERROR',
}

export enum ExceptionStateEnum {
  OPEN = 'OPEN',
  REPORTED = 'REPORTED',
  ANSWERED = 'ANSWERED',
  RESOLVED = 'RESOLVED',
}

registerEnumType(ExceptionKindEnum, { name: 'ExceptionKind', description: 'What does not fit between goods and data.' });
registerEnumType(ExceptionStateEnum, { name: 'ExceptionState', description: 'Where a case stands: open, told to the partner, answered by it, settled.' });
