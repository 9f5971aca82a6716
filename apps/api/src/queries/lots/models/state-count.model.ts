import { Field, Int, ObjectType } from '@nestjs/graphql';

/** So many packages in one state. */
@ObjectType()
export class StateCount {
  @Field(() => String)
  state!: string;

  @Field(() => Int)
  count!: number;
}
