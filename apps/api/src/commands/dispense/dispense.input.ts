import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, MaxLength } from 'class-validator';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import { Remainder } from './remainder.enum.ts';

@InputType()
export class DispenseInput extends CommandInput {
  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];

  @Field(() => Remainder, { defaultValue: Remainder.NONE })
  remainder: Remainder = Remainder.NONE;
}
