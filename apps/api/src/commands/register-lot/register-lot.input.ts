import { Field, InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { CommandInput } from '../command.input.ts';

@InputType()
export class RegisterLotInput extends CommandInput {
  @Field(() => String)
  @Matches(/^\d{14}$/)
  gtin!: string;

  @Field(() => String)
  @Matches(/^[!"%-?A-Z_a-z]{1,20}$/, { message: 'lot must be 1 to 20 characters of the GS1 set 82' })
  lot!: string;

  @Field(() => String, { description: 'YYYY-MM-DD' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  expiry!: string;
}
