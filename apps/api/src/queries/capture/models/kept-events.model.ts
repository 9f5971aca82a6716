import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Events of a file that are kept to be read and are no handoffs here.' })
export class KeptEvents {
  @Field(() => String, { description: 'The code of the reason.' })
  reason!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Int)
  count!: number;
}
