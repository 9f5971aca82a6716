import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { VerdictEnum } from './verdict.enum.ts';

/** A scan made earlier. */
@ObjectType()
export class ScanRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => String)
  text!: string;

  @Field(() => VerdictEnum)
  verdict!: VerdictEnum;

  @Field(() => [String])
  codes!: string[];

  @Field(() => String, { nullable: true })
  productName!: string | null;

  @Field(() => String)
  userName!: string;
}
