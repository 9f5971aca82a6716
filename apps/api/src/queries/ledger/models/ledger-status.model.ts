import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';
import { TrustRow } from './trust-row.model.ts';
import { Witness } from './witness.model.ts';

/** The state of the ledger as this node sees it. */
@ObjectType()
export class LedgerStatus {
  @Field(() => String)
  engine!: string;

  @Field(() => String)
  mode!: string;

  @Field(() => String)
  origin!: string;

  @Field(() => BlockNumber)
  blockNumber!: number;

  @Field(() => Int)
  transactions!: number;

  @Field(() => BlockNumber, { nullable: true })
  auditedTo!: number | null;

  @Field(() => BlockNumber)
  projectedTo!: number;

  @Field(() => String)
  root!: string;

  @Field(() => String)
  checkpoint!: string;

  @Field(() => String)
  logKey!: string;

  @Field(() => [String], { description: 'The checkpoints at which the log took a new key, oldest first; whoever kept an earlier key follows them.' })
  handovers!: readonly string[];

  @Field(() => [TrustRow])
  trust!: TrustRow[];

  @Field(() => [Witness], { description: 'Who cosigns the log, so that two views, rewriting and rollback are seen.' })
  witnesses!: Witness[];

  @Field(() => [String])
  warnings!: string[];
}
