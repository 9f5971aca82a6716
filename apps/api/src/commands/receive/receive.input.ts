import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, Matches, MaxLength } from 'class-validator';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';

@InputType()
export class ReceiveInput extends CommandInput {
  @Field(() => ID)
  @Matches(/^[0-9a-f]{32}$/)
  shipmentId!: string;

  @Field(() => [String], { nullable: true, description: 'What arrived; left out: everything that is still under way.' })
  @IsOptional()
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units?: string[] | null;

  @Field(() => [String], { defaultValue: [], description: 'What a received container should hold and does not.' })
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  missing: string[] = [];

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  damaged: string[] = [];

  @Field(() => [String], { defaultValue: [], description: 'What arrived and is not on the shipment: kept in the document.' })
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  extra: string[] = [];
}
