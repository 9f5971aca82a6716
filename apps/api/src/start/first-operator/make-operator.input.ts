import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsEmail, Length, ValidateNested } from 'class-validator';
import { AddressInput } from '../../identity/address.input.ts';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';

@InputType({ description: 'The first organisation of a node, and the sign-in of its operator.' })
export class MakeOperatorInput {
  @Field(() => String)
  @Length(1, 200)
  organisationName!: string;

  @Field(() => String)
  @Length(13, 13)
  gln!: string;

  @Field(() => [TradingPartnerKind])
  @ArrayNotEmpty()
  kinds!: TradingPartnerKind[];

  @Field(() => AddressInput)
  @ValidateNested()
  @Type(() => AddressInput)
  address!: AddressInput;

  @Field(() => String)
  @Length(1, 200)
  userName!: string;

  @Field(() => String)
  @IsEmail()
  email!: string;

  @Field(() => String)
  @Length(12, 200)
  password!: string;
}
