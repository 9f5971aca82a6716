import { Field, ID, InputType } from '@nestjs/graphql';
import { Length, Matches } from 'class-validator';

@InputType()
export class RecordLicenceInput {
  @Field(() => ID)
  @Length(32, 32)
  organisationId!: string;

  @Field(() => String)
  @Length(2, 60)
  state!: string;

  @Field(() => String)
  @Length(1, 60)
  number!: string;

  @Field(() => String, { description: 'The last day on which it is good, YYYY-MM-DD.' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'validUntil must be a day, YYYY-MM-DD' })
  validUntil!: string;
}
