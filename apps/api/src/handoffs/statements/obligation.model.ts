import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What a trading partner owes by law, and since when.' })
export class Obligation {
  @Field(() => String, { description: 'First day, YYYY-MM-DD.' })
  since!: string;

  @Field(() => Boolean)
  inForce!: boolean;

  @Field(() => String)
  duty!: string;

  @Field(() => String, { nullable: true, description: 'Whom of the kind it binds, where not all.' })
  binds!: string | null;

  @Field(() => String)
  source!: string;
}
