import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A report or an answer that went to the partner, or came from it.' })
export class ExceptionMessage {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean)
  sent!: boolean;

  @Field(() => Boolean, { description: 'An answer; otherwise a report.' })
  isAnswer!: boolean;

  @Field(() => Date)
  at!: Date;
}
