import { Field, ObjectType } from '@nestjs/graphql';

/** A value that the sentence of a refusal speaks of. */
@ObjectType()
export class RefusalArgument {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  value!: string;
}
