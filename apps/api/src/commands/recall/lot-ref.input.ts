import { Field, InputType } from '@nestjs/graphql';
import { Matches, MaxLength, MinLength } from 'class-validator';

@InputType({ description: 'A lot as it is printed.' })
export class LotRefInput {
  @Field(() => String)
  @Matches(/^\d{14}$/, { message: 'gtin must have 14 digits' })
  gtin!: string;

  @Field(() => String)
  @MinLength(1)
  @MaxLength(20)
  lot!: string;
}
