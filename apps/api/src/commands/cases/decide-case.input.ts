import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { CaseReasonEnum, DispositionEnum } from '../../queries/cases/models/case-enums.ts';
import { CommandInput, REASON_MAX, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import { ID_PATTERN } from './open-case.input.ts';

@InputType()
export class ClearCaseInput extends CommandInput {
  @Field(() => ID)
  @Matches(ID_PATTERN)
  id!: string;

  @Field(() => String, { description: 'What the investigation found.' })
  @MinLength(1)
  @MaxLength(REASON_MAX)
  reason!: string;

  @Field(() => [String], { nullable: true, description: 'Which of its units it is about, by name or barcode; without: all that the case is about.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units?: string[] | null;
}

@InputType()
export class FindIllegitimateInput extends ClearCaseInput {
  @Field(() => CaseReasonEnum)
  classification!: CaseReasonEnum;
}

@InputType()
export class DisposeCaseInput extends CommandInput {
  @Field(() => ID)
  @Matches(ID_PATTERN)
  id!: string;

  @Field(() => DispositionEnum)
  how!: DispositionEnum;

  @Field(() => String)
  @MaxLength(REASON_MAX)
  note!: string;
}
