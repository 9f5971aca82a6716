import { Field, Int, ObjectType } from '@nestjs/graphql';

/** So many packages of a lot with one trading partner; partners whom the asker may not know are added up. */
@ObjectType()
export class LotPlace {
  @Field(() => String)
  organisation!: string;

  @Field(() => Int)
  inStock!: number;

  @Field(() => Int)
  inTransit!: number;

  @Field(() => Int)
  quarantined!: number;

  @Field(() => Int)
  dispensed!: number;
}
