import { Field, Int, ObjectType } from '@nestjs/graphql';
import { SampledPackage } from './sampled-package.model.ts';

@ObjectType({ description: 'A lot that the case is about, and its sample.' })
export class CaseLot {
  @Field(() => String)
  gtin!: string;

  @Field(() => String)
  number!: string;

  @Field(() => String, { nullable: true })
  product!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many packages were at hand when the sample was drawn; null: not drawn yet.' })
  atHand!: number | null;

  @Field(() => [SampledPackage])
  sample!: SampledPackage[];
}
