import { Field, Int, ObjectType } from '@nestjs/graphql';

/** The asker's own recalled packages of one lot; in transit counts what it sent and what it is to receive. */
@ObjectType()
export class AffectedStock {
  @Field(() => String)
  lot!: string;

  @Field(() => String)
  product!: string;

  @Field(() => Int)
  inStock!: number;

  @Field(() => Int)
  inTransit!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  dispensed!: number;

  @Field(() => [String])
  containers!: string[];
}
