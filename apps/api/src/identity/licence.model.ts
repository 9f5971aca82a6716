import { Field, ID, ObjectType } from '@nestjs/graphql';

/** A State's licence, or a registration, by which a trading partner is authorized (21 U.S.C. 360eee(2)). */
@ObjectType()
export class Licence {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'The State or authority that gave it.' })
  state!: string;

  @Field(() => String)
  number!: string;

  @Field(() => String, { description: 'The last day on which it is good, YYYY-MM-DD.' })
  validUntil!: string;
}
