import { registerEnumType } from '@nestjs/graphql';

/** Which way a shipment goes, seen from the asker. */
export enum Direction {
  INBOUND = 'INBOUND',
  OUTBOUND = 'OUTBOUND',
}

registerEnumType(Direction, { name: 'Direction' });
