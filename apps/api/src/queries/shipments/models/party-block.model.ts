import { Field, ObjectType } from '@nestjs/graphql';
import { Address } from '../../../identity/address.model.ts';

/** A party of a sale, with its address. */
@ObjectType()
export class PartyBlock {
  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  gln!: string | null;

  @Field(() => Address, { nullable: true })
  address!: Address | null;
}
