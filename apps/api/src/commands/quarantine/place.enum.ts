import { registerEnumType } from '@nestjs/graphql';

export enum Place {
  OUT = 'OUT',
  INSIDE = 'INSIDE',
}

registerEnumType(Place, { name: 'Place', description: 'Where held goods are: taken out of their container, or still inside.' });
