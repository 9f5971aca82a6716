import { Field, InputType } from '@nestjs/graphql';
import { Length, Matches } from 'class-validator';

@InputType()
export class AddressInput {
  @Field(() => String)
  @Length(1, 200)
  street!: string;

  @Field(() => String)
  @Length(1, 100)
  city!: string;

  @Field(() => String)
  @Length(1, 100)
  state!: string;

  @Field(() => String)
  @Length(1, 20)
  postalCode!: string;

  @Field(() => String)
  @Matches(/^[A-Z]{2}$/, { message: 'country must be two capital letters (ISO 3166-1)' })
  country!: string;
}
