import { Field, ID, ObjectType } from '@nestjs/graphql';
import { RecallClass } from './recall-class.enum.ts';

/** The text of a recall, for who holds what it concerns. */
@ObjectType()
export class RecallNotice {
  @Field(() => ID)
  id!: string;

  @Field(() => RecallClass)
  class!: RecallClass;

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  instructions!: string;

  @Field(() => String)
  contact!: string;
}
