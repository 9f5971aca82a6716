import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength } from 'class-validator';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';

@InputType()
export class PackInput extends CommandInput {
  @Field(() => String, { nullable: true, description: 'The container; left out: a new one is made and given an SSCC.' })
  @IsOptional()
  @MaxLength(UNIT_TEXT_MAX)
  container?: string | null;

  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];
}
