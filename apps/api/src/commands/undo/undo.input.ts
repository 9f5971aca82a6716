import { Field, InputType } from '@nestjs/graphql';
import { UnitsInput } from '../units.input.ts';
import { Undone } from './undone.enum.ts';

@InputType()
export class UndoInput extends UnitsInput {
  @Field(() => Undone)
  undoes!: Undone;
}
