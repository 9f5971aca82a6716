import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { MendEnum } from '../../queries/exceptions/models/exception-enums.ts';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';

@InputType()
export class CorrectedItemInput {
  @Field(() => ID)
  @IsUUID()
  itemId!: string;

  @Field(() => [String], { defaultValue: [], description: 'Of an item that only counts: barcode text of each unit that makes the difference.' })
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units: string[] = [];
}

@InputType()
export class CorrectExceptionInput extends CommandInput {
  @Field(() => ID)
  @IsUUID()
  id!: string;

  @Field(() => MendEnum)
  how!: MendEnum;

  @Field(() => [CorrectedItemInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @ValidateNested({ each: true })
  @Type(() => CorrectedItemInput)
  items!: CorrectedItemInput[];
}
