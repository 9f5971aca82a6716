import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { CommandInput, REASON_MAX, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';

@InputType()
export class CancelShipmentInput extends CommandInput {
  @Field(() => ID)
  @Matches(/^[0-9a-f]{32}$/)
  shipmentId!: string;

  @Field(() => [String], { nullable: true, description: 'What to take back; left out: everything that is still under way.' })
  @IsOptional()
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units?: string[] | null;

  @Field(() => String)
  @MinLength(1)
  @MaxLength(REASON_MAX)
  reason!: string;
}
