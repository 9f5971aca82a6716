import { Field, ObjectType } from '@nestjs/graphql';

/** A unit that its receiver is to find in a shipment. */
@ObjectType()
export class ExpectedUnit {
  @Field(() => String, { description: 'As its label reads: (01)…(21)… or (00)…' })
  epc!: string;

  @Field(() => String, { nullable: true, description: 'The container of the same shipment that it lies in; null for an outermost unit.' })
  container!: string | null;

  @Field(() => String, { description: 'PACKAGE, CASE or PALLET' })
  kind!: string;

  @Field(() => String, { nullable: true })
  product!: string | null;

  @Field(() => String, { nullable: true })
  gtin!: string | null;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => Boolean)
  recalled!: boolean;

  @Field(() => Boolean)
  expired!: boolean;
}
