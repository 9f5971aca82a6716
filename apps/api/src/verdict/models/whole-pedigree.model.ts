import { Field, ObjectType } from '@nestjs/graphql';
import { Pedigree } from './pedigree.model.ts';
import { ScannedProduct } from './scanned-product.model.ts';

/** The history of one unit, with what it is. */
@ObjectType()
export class WholePedigree {
  @Field(() => String, { description: 'As its label reads.' })
  text!: string;

  @Field(() => ScannedProduct, { nullable: true })
  product!: ScannedProduct | null;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => Pedigree)
  pedigree!: Pedigree;
}
