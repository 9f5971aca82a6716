import { registerEnumType } from '@nestjs/graphql';

/** EXPECTED while anything of it is under way. */
export enum ShipmentState {
  EXPECTED = 'EXPECTED',
  RECEIVED = 'RECEIVED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ShipmentState, { name: 'ShipmentState' });
