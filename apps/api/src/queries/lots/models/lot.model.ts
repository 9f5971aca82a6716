import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Product } from '../../products/models/product.model.ts';
import { LotPlace } from './lot-place.model.ts';
import { StateCount } from './state-count.model.ts';

/** A lot with where its packages are, as far as the asker may see. */
@ObjectType()
export class Lot {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  number!: string;

  @Field(() => String)
  expiry!: string;

  @Field(() => Product)
  product!: Product;

  @Field(() => String)
  registeredBy!: string;

  @Field(() => Int)
  packageCount!: number;

  @Field(() => [StateCount])
  counts!: StateCount[];

  @Field(() => Boolean)
  recalled!: boolean;

  @Field(() => [LotPlace])
  places!: LotPlace[];
}
