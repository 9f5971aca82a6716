import { Field, Int, ObjectType } from '@nestjs/graphql';

/** Every recalled package by where it is; the parts add up to the whole. */
@ObjectType()
export class RecallTotals {
  @Field(() => Int)
  packages!: number;

  @Field(() => Int)
  inStock!: number;

  @Field(() => Int)
  inTransit!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  dispensed!: number;

  @Field(() => Int)
  holders!: number;
}
