import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import { Completeness } from './completeness.enum.ts';

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

  @Field(() => [String], { defaultValue: [], description: 'Outermost units that have not come, and whose sender is to be told: they stay under way.' })
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  absent: string[] = [];

  @Field(() => Completeness, { nullable: true, description: 'How the contents are known; left out, all that is under way counts as inferred, and nothing is said of what is named.' })
  completeness?: Completeness | null;

  @Field(() => Int, { nullable: true, description: 'How many packages were scanned as a sample of what is otherwise inferred.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(UNITS_MAX)
  sampled?: number | null;
}
