import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A package that chance chose to be verified.' })
export class SampledPackage {
  @Field(() => String)
  name!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether what is printed matches the record; null: not verified yet.' })
  matches!: boolean | null;

  @Field(() => [String])
  differences!: string[];
}
