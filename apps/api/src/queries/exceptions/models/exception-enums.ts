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

export enum MendEnum {
  SEND = 'SEND',
  TAKE_BACK = 'TAKE_BACK',
}

export enum ExceptionPostStateEnum {
  WAITING = 'WAITING',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  GAVE_UP = 'GAVE_UP',
}

registerEnumType(ExceptionPostStateEnum, { name: 'ExceptionPostState', description: 'How far a message to the node of a partner has come.' });
registerEnumType(MendEnum, { name: 'Mend', description: 'How the record of an exception is mended: the units are sent by a correction shipment, or what did not arrive is taken back.' });
registerEnumType(ExceptionKindEnum, { name: 'ExceptionKind', description: 'What does not fit between goods and data.' });
registerEnumType(ExceptionStateEnum, { name: 'ExceptionState', description: 'Where a case stands: open, told to the partner, answered by it, settled.' });
