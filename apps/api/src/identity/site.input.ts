import { Field, Float, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { AddressInput } from './address.input.ts';

@InputType()
export class SiteInput {
  @Field(() => String)
  @Length(13, 13)
  gln!: string;

  @Field(() => String)
  @Length(1, 200)
  name!: string;

  @Field(() => String)
  @Length(1, 64)
  timeZone!: string;

  @Field(() => AddressInput)
  @ValidateNested()
  @Type(() => AddressInput)
  address!: AddressInput;

  @Field(() => Float, { nullable: true, description: 'Degrees north; with it, a code seen at two places too far apart is noticed.' })
  @IsOptional()
  @Min(-90)
  @Max(90)
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east.' })
  @IsOptional()
  @Min(-180)
  @Max(180)
  longitude?: number | null;
}
