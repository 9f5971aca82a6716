import { Field, InputType } from '@nestjs/graphql';
import { IsOptional, Length } from 'class-validator';

@InputType()
export class RegisterProductInput {
  @Field(() => String)
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 20)
  ndc?: string | null;

  @Field(() => String)
  @Length(1, 100)
  strength!: string;

  @Field(() => String)
  @Length(1, 100)
  dosageForm!: string;

  @Field(() => String)
  @Length(1, 100)
  netContent!: string;

  @Field(() => String, { description: 'GTIN of the package, 14 digits.' })
  @Length(14, 14)
  gtin!: string;

  @Field(() => String, { nullable: true, description: 'GTIN of the case, 14 digits.' })
  @IsOptional()
  @Length(14, 14)
  caseGtin?: string | null;

  @Field(() => String, { nullable: true, description: "Left out: the organisation's name." })
  @IsOptional()
  @Length(1, 200)
  manufacturerName?: string | null;
}
