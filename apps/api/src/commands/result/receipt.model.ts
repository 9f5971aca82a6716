import { Field, ID, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../platform/block-number.scalar.ts';

/** What was recorded, and where. */
@ObjectType()
export class Receipt {
  @Field(() => ID)
  txId!: string;

  @Field(() => BlockNumber)
  blockNumber!: number;

  @Field(() => Boolean, { description: 'Whether an earlier submission of the same command had recorded it.' })
  repeated!: boolean;

  @Field(() => ID, { nullable: true, description: 'The id of what it made: a shipment, a lot, a recall, or the SSCC of a container.' })
  made!: string | null;
}
