import { Field, InputType } from '@nestjs/graphql';
import { UnitsInput } from '../units.input.ts';
import { DecommissionReason } from './decommission-reason.enum.ts';

@InputType()
export class DecommissionInput extends UnitsInput {
  @Field(() => DecommissionReason)
  why!: DecommissionReason;
}
