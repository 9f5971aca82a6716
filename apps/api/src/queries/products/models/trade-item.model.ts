import { Field, ObjectType } from '@nestjs/graphql';

/** A GTIN of a product, and the level that it names: package or case. */
@ObjectType()
export class TradeItem {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  level!: string;
}
