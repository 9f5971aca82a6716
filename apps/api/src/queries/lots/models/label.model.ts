import { Field, ObjectType } from '@nestjs/graphql';

/** What is printed on one package, case or pallet. */
@ObjectType()
export class Label {
  @Field(() => String)
  kind!: string;

  @Field(() => String)
  text!: string;

  @Field(() => String, { nullable: true })
  gtin!: string | null;

  @Field(() => String, { nullable: true })
  serial!: string | null;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => String, { nullable: true })
  sscc!: string | null;

  @Field(() => String, { nullable: true })
  productName!: string | null;
}
