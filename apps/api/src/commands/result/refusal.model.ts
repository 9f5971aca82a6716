import { Field, ObjectType } from '@nestjs/graphql';
import { RefusalArgument } from './refusal-argument.model.ts';

/** A no, with its code; nothing was recorded. */
@ObjectType()
export class Refusal {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => [RefusalArgument])
  arguments!: RefusalArgument[];
}
