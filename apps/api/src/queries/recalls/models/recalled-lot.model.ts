import { Field, ObjectType } from '@nestjs/graphql';

/** A lot as it is printed. */
@ObjectType()
export class RecalledLot {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  lot!: string;

  @Field(() => String)
  product!: string;

  @Field(() => String)
  expiry!: string;
}
