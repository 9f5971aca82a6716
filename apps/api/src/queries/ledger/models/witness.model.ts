import { Field, GraphQLISODateTime, Int, ObjectType } from '@nestjs/graphql';

/** How it stands with one who cosigns the log. */
@ObjectType()
export class Witness {
  @Field(() => String)
  name!: string;

  @Field(() => Int, { nullable: true, description: 'How many entries the log had when it cosigned last.' })
  size!: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true })
  cosignedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it has not cosigned the newest checkpoint.' })
  problem!: string | null;
}
