import { Field, ObjectType } from '@nestjs/graphql';

/** Whom one still has to trust in one mode of running. */
@ObjectType()
export class TrustRow {
  @Field(() => String)
  mode!: string;

  @Field(() => Boolean)
  current!: boolean;

  @Field(() => String)
  needNotTrust!: string;

  @Field(() => String)
  stillTrust!: string;
}
