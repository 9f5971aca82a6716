import { Field, ObjectType } from '@nestjs/graphql';

/** A trading partner by its name. */
@ObjectType()
export class Named {
  @Field(() => String)
  name!: string;
}
