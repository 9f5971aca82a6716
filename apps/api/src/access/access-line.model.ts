import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class AccessLine {
  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => String)
  reader!: string;

  @Field(() => String)
  subject!: string;

  @Field(() => String)
  purpose!: string;
}
