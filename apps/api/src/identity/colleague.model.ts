import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A person of the same organisation.' })
export class Colleague {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}
