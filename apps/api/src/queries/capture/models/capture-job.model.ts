import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { KeptEvents } from './kept-events.model.ts';
import { Finding } from './finding.model.ts';

@ObjectType({ description: 'One EPCIS file that was sent, and what became of it.' })
export class CaptureJob {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  fileName!: string;

  @Field(() => String, { description: 'running, done, refused (nothing was recorded) or stopped (what was done stays; send it again)' })
  state!: string;

  @Field(() => GraphQLISODateTime)
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => Boolean, { nullable: true })
  success!: boolean | null;

  @Field(() => Int)
  eventCount!: number;

  @Field(() => Int, { description: 'How many commands the events became.' })
  commandCount!: number;

  @Field(() => Int, { description: 'How many of them are recorded.' })
  done!: number;

  @Field(() => Boolean, { description: 'The goods were recorded before; this file changed nothing.' })
  alreadyRecorded!: boolean;

  @Field(() => [KeptEvents], { description: 'Events that are kept and no handoffs, by why.' })
  kept!: KeptEvents[];

  @Field(() => Int, { description: 'Events that were here already, and were passed over.' })
  duplicates!: number;

  @Field(() => Boolean, { description: 'What is right was to be recorded even where other events are wrong.' })
  goesOn!: boolean;

  @Field(() => [Finding])
  findings!: Finding[];

  @Field(() => [ID])
  shipmentIds!: string[];

  @Field(() => Int, { description: 'Products drafted from the master data, for you to confirm.' })
  drafts!: number;
}
