import { Field, ObjectType } from '@nestjs/graphql';

/** Where a step took place. */
@ObjectType()
export class PedigreePlace {
  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String, { nullable: true })
  gln!: string | null;
}
