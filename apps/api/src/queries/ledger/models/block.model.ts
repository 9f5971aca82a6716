import { Field, GraphQLISODateTime, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';
import { LedgerTransaction } from './ledger-transaction.model.ts';

/** A batch of transactions, ending in a checkpoint. */
@ObjectType()
export class Block {
  @Field(() => BlockNumber)
  number!: number;

  @Field(() => String)
  hash!: string;

  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => Int)
  size!: number;

  @Field(() => [LedgerTransaction])
  transactions!: LedgerTransaction[];

  @Field(() => String)
  checkpoint!: string;
}
