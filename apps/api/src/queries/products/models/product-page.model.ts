import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Product } from './product.model.ts';

@ObjectType()
export class ProductPage {
  @Field(() => [Product])
  items!: Product[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int)
  total!: number;
}
