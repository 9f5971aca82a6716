import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';
import { CommandInput, REASON_MAX } from '../command.input.ts';

const COUNT_MAX = 2_000_000_000;

@InputType()
export class AcknowledgeRecallInput extends CommandInput {
  @Field(() => ID)
  @Matches(/^[0-9a-f]{32}$/)
  id!: string;

  @Field(() => Int)
  @Min(0)
  @Max(COUNT_MAX)
  found!: number;

  @Field(() => Int)
  @Min(0)
  @Max(COUNT_MAX)
  notFound!: number;

  @Field(() => Int)
  @Min(0)
  @Max(COUNT_MAX)
  dispensed!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  note?: string | null;
}
