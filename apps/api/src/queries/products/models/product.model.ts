import { Field, ID, ObjectType } from '@nestjs/graphql';
import { TradeItem } from './trade-item.model.ts';

/** A product with the GTINs of its levels. A draft came out of a file and waits for its user to confirm it. */
@ObjectType()
export class Product {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  ndc!: string | null;

  @Field(() => String)
  strength!: string;

  @Field(() => String)
  dosageForm!: string;

  @Field(() => String)
  netContent!: string;

  @Field(() => String, { nullable: true })
  manufacturerName!: string | null;

  @Field(() => [TradeItem])
  gtins!: TradeItem[];

  @Field(() => String)
  status!: string;
}
