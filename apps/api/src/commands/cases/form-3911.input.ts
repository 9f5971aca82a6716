import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsEmail, IsIn, IsOptional, MaxLength } from 'class-validator';
import { CASE_REASONS } from '../../cases/case-reasons.ts';
import { ALSO_REPORTED, type AlsoReported, COMPANY_CATEGORIES, type CompanyCategory, DRUG_USES } from '../../cases/form-fields.ts';

const SHORT_MAX = 300;
const LONG_MAX = 10_000;
const CLASSIFICATIONS = Object.values(CASE_REASONS);

@InputType({ description: 'What a person writes on Form FDA 3911; what is left out is taken from the case.' })
export class Form3911Input {
  @Field(() => String, { nullable: true, description: `Item 5: ${CLASSIFICATIONS.join(', ')}.` })
  @IsOptional()
  @IsIn(CLASSIFICATIONS)
  classification?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 6.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  productName?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 7.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  primaryIngredients?: string | null;

  @Field(() => String, { nullable: true, description: `Item 8: ${DRUG_USES.join(', ')}.` })
  @IsOptional()
  @IsIn(DRUG_USES)
  drugUse?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 9.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  drugDescription?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 10.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  strength?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 11.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  dosageForm?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 12.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  quantity?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 17.' })
  @IsOptional()
  @MaxLength(LONG_MAX)
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 18.' })
  @IsOptional()
  @MaxLength(LONG_MAX)
  whyNoLonger?: string | null;

  @Field(() => [String], { nullable: true, description: `Item 19: ${ALSO_REPORTED.join(', ')}.` })
  @IsOptional()
  @ArrayMaxSize(ALSO_REPORTED.length)
  @IsIn(ALSO_REPORTED, { each: true })
  alsoReported?: AlsoReported[] | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  alsoReportedOther?: string | null;

  @Field(() => String, { nullable: true, description: `Item 21: ${COMPANY_CATEGORIES.join(', ')}.` })
  @IsOptional()
  @IsIn(COMPANY_CATEGORIES)
  companyCategory?: CompanyCategory | null;

  @Field(() => String, { nullable: true, description: 'Item 22.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  facilityId?: string | null;

  @Field(() => String, { nullable: true, description: 'Item 23.' })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  contactName?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(SHORT_MAX)
  contactPhone?: string | null;

  @Field(() => String, { nullable: true, description: 'FDA sends its acknowledgement with the incident number there.' })
  @IsOptional()
  @IsEmail()
  @MaxLength(SHORT_MAX)
  contactEmail?: string | null;
}
