import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength } from 'class-validator';
import { CommandInput, REASON_MAX, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import { Place } from './place.enum.ts';

@InputType()
export class QuarantineInput extends CommandInput {
  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];

  @Field(() => Place, { defaultValue: Place.OUT })
  place: Place = Place.OUT;

  @Field(() => String)
  @MinLength(1)
  @MaxLength(REASON_MAX)
  reason!: string;
}
