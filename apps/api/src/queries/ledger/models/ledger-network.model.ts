import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';

/** At which command an organisation came to something else than the majority: its rules, or its records, were altered. */
@ObjectType()
export class LedgerDissent {
  @Field(() => GraphQLISODateTime)
  at!: Date;

  @Field(() => ID)
  txId!: string;

  @Field(() => String, { description: 'What it came to.' })
  said!: string;

  @Field(() => String, { description: 'What the majority came to.' })
  others!: string;
}

/** One organisation's peer, as it answers now. */
@ObjectType()
export class LedgerPeer {
  @Field(() => String)
  organisation!: string;

  @Field(() => String)
  address!: string;

  @Field(() => Int, { nullable: true, description: 'How many blocks of the channel it has; null when it does not answer.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it does not answer.' })
  problem!: string | null;

  @Field(() => LedgerDissent, { nullable: true, description: 'Where it was last found to come to something else than the majority.' })
  differs!: LedgerDissent | null;
}

/** The network of several organisations on which the ledger runs. */
@ObjectType()
export class LedgerNetwork {
  @Field(() => String)
  channel!: string;

  @Field(() => BlockNumber, { description: 'The block of the channel that this node reads next.' })
  channelNext!: number;

  @Field(() => String, { description: 'The peer that this node reads.' })
  readsFrom!: string;

  @Field(() => String, { nullable: true, description: 'Why the channel cannot be read just now.' })
  away!: string | null;

  @Field(() => [LedgerPeer])
  peers!: LedgerPeer[];
}
