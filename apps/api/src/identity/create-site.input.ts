import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { Length, ValidateNested } from 'class-validator';
import { AddressInput } from './address.input.ts';

@InputType()
export class CreateSiteInput {
  @Field(() => ID)
  @Length(32, 32)
  organisationId!: string;

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
}
