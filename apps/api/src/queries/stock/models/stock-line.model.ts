import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

/** What the organisation holds of one lot, in packages. */
@ObjectType()
export class StockLine {
  @Field(() => String)
  product!: string;

  @Field(() => String)
  gtin!: string;

  @Field(() => String, { nullable: true })
  ndc!: string | null;

  @Field(() => ID)
  lotId!: string;

  @Field(() => String)
  lot!: string;

  @Field(() => String)
  expiry!: string;

  @Field(() => Int)
  available!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  inTransit!: number;

  @Field(() => Boolean)
  recalled!: boolean;

  @Field(() => [String])
  containers!: string[];
}
