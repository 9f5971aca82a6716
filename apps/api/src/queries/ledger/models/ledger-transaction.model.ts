import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';

/** A transaction. Of one that does not concern the asker only its place and time are told: its type is HIDDEN. */
@ObjectType()
export class LedgerTransaction {
  @Field(() => ID)
  txId!: string;

  @Field(() => BlockNumber)
  blockNumber!: number;

  @Field(() => Int)
  position!: number;

  @Field(() => String)
  type!: string;

  @Field(() => String, { nullable: true })
  by!: string | null;

  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => Int)
  units!: number;

  @Field(() => Boolean)
  historical!: boolean;

  @Field(() => [String])
  documents!: string[];

  @Field(() => [String], { description: 'The organisations whose peers endorsed it; none on the embedded engine, and of one that does not concern the asker.' })
  endorsers!: readonly string[];

  @Field(() => String)
  canonical!: string;

  @Field(() => String)
  signature!: string;
}
