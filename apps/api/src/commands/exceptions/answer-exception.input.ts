import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { RESOLUTIONS, type ResolutionAsked } from '../../exceptions/exception-kinds.ts';
import { REASON_MAX } from '../command.input.ts';

@InputType()
export class ItemAnswerInput {
  @Field(() => ID)
  @IsUUID()
  itemId!: string;

  @Field(() => Boolean)
  accept!: boolean;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  comment?: string | null;

  @Field(() => String, { nullable: true, description: `What is offered instead: ${RESOLUTIONS.join(', ')}` })
  @IsOptional()
  @IsIn(RESOLUTIONS)
  alternative?: ResolutionAsked | null;
}

@InputType()
export class AnswerExceptionInput {
  @Field(() => ID)
  @IsUUID()
  id!: string;

  @Field(() => [ItemAnswerInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => ItemAnswerInput)
  answers!: ItemAnswerInput[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  note?: string | null;
}
