import { Field, GraphQLISODateTime, Int, ObjectType } from '@nestjs/graphql';

/** What a holder counted. */
@ObjectType()
export class Acknowledgement {
  @Field(() => Int)
  found!: number;

  @Field(() => Int)
  notFound!: number;

  @Field(() => Int)
  dispensed!: number;

  @Field(() => GraphQLISODateTime)
  at!: Date;
}
