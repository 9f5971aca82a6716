import { Field, ID, InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { CommandInput } from '../command.input.ts';

@InputType()
export class SuspendOrganisationInput extends CommandInput {
  @Field(() => ID)
  @Matches(/^[0-9a-f]{32}$/)
  id!: string;
}
