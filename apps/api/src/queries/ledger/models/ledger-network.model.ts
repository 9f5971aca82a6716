import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';

/** One organisation's peer, as it answers now. */
@ObjectType()
export class LedgerPeer {
  @Field(() => String)
  organisation!: string;

  @Field(() => String)
  address!: string;

  @Field(() => Int, { nullable: true, description: 'How many blocks of the channel it has; null when it does not answer.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it does not answer, or how its rules differ from the others’.' })
  problem!: string | null;
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
