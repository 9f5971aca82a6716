import { Field, ID, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { CaseReasonEnum } from '../../queries/cases/models/case-enums.ts';
import { CommandInput, REASON_MAX, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import { Place } from '../quarantine/place.enum.ts';

export const ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

@InputType()
export class OpenCaseInput extends CommandInput {
  @Field(() => [String], { description: 'Barcode text of each package or container; one that no record has is named too.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];

  @Field(() => CaseReasonEnum)
  kind!: CaseReasonEnum;

  @Field(() => String)
  @MinLength(1)
  @MaxLength(REASON_MAX)
  reason!: string;

  @Field(() => Place, { defaultValue: Place.INSIDE, description: 'Of packages in a container: whether they stay in it, which holds it too.' })
  place: Place = Place.INSIDE;

  @Field(() => ID, { nullable: true, description: "The partner's notice that it follows: opening the case answers that such product was found." })
  @IsOptional()
  @Matches(ID_PATTERN)
  noticeId?: string | null;
}
