import { Field, Int, ObjectType } from '@nestjs/graphql';

/** So many recalled packages with one trading partner; those whom the asker may not know are added up. */
@ObjectType()
export class RecallHolder {
  @Field(() => String)
  organisation!: string;

  @Field(() => Boolean)
  named!: boolean;

  @Field(() => Int)
  inStock!: number;

  @Field(() => Int)
  inTransit!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  dispensed!: number;

  @Field(() => Boolean)
  acknowledged!: boolean;
}
