import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsEnum, Length, ValidateNested } from 'class-validator';
import { RecallDepth } from '../../queries/recalls/models/recall-depth.enum.ts';
import { RecallClass } from '../../verdict/models/recall-class.enum.ts';
import { REASON_MAX } from '../command.input.ts';
import { LotRefInput } from './lot-ref.input.ts';

export const LOTS_MAX = 1_000;

@InputType()
export class ProposeRecallInput {
  @Field(() => [LotRefInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(LOTS_MAX)
  @ValidateNested({ each: true })
  @Type(() => LotRefInput)
  lots!: LotRefInput[];

  @Field(() => RecallClass)
  @IsEnum(RecallClass)
  class!: RecallClass;

  @Field(() => RecallDepth)
  @IsEnum(RecallDepth)
  depth!: RecallDepth;

  @Field(() => String)
  @Length(1, REASON_MAX)
  reason!: string;

  @Field(() => String, { description: 'What holders are to do.' })
  @Length(1, REASON_MAX)
  instructions!: string;

  @Field(() => String)
  @Length(1, 500)
  contact!: string;
}
