import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, Length, Matches, ValidateNested } from 'class-validator';
import { AddressInput } from './address.input.ts';
import { TradingPartnerKind } from './trading-partner-kind.ts';

@InputType()
export class CreateOrganisationInput {
  @Field(() => String)
  @Length(1, 200)
  name!: string;

  @Field(() => String)
  @Length(13, 13)
  gln!: string;

  @Field(() => [TradingPartnerKind])
  @ArrayNotEmpty()
  kinds!: TradingPartnerKind[];

  @Field(() => [String], { defaultValue: [] })
  @Matches(/^[0-9]{4,12}$/, { each: true, message: 'a GS1 Company Prefix has 4 to 12 digits' })
  gs1Prefixes!: string[];

  @Field(() => AddressInput)
  @ValidateNested()
  @Type(() => AddressInput)
  address!: AddressInput;
}
