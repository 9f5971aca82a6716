import { Field, Int, ObjectType } from '@nestjs/graphql';

/** So many packages of a lot. */
@ObjectType()
export class ContainerLine {
  @Field(() => String)
  lot!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => String, { nullable: true })
  product!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;
}
