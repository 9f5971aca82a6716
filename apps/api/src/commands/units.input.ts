import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, MaxLength } from 'class-validator';
import { CommandInput, REASON_MAX, UNIT_TEXT_MAX, UNITS_MAX } from './command.input.ts';

@InputType()
export class UnitsInput extends CommandInput {
  @Field(() => [String], { description: 'Barcode text, Digital Link or EPC URN of each unit.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  reason?: string | null;
}
