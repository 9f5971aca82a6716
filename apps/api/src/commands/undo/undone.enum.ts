import { registerEnumType } from '@nestjs/graphql';

export enum Undone {
  DISPENSE = 'DISPENSE',
  DECOMMISSION = 'DECOMMISSION',
}

registerEnumType(Undone, { name: 'Undone', description: 'What is taken back.' });
