import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { RecallClass } from '../../../verdict/models/recall-class.enum.ts';
import { Acknowledgement } from './acknowledgement.model.ts';
import { AffectedStock } from './affected-stock.model.ts';
import { RecallDepth } from './recall-depth.enum.ts';
import { RecallHolder } from './recall-holder.model.ts';
import { RecallTotals } from './recall-totals.model.ts';
import { RecalledLot } from './recalled-lot.model.ts';

/** A recall, or the draft of one. */
@ObjectType()
export class Recall {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  state!: string;

  @Field(() => RecallClass)
  class!: RecallClass;

  @Field(() => RecallDepth)
  depth!: RecallDepth;

  @Field(() => String)
  reason!: string;

  @Field(() => String)
  instructions!: string;

  @Field(() => String)
  contact!: string;

  @Field(() => [RecalledLot])
  lots!: RecalledLot[];

  @Field(() => String)
  proposedBy!: string;

  @Field(() => GraphQLISODateTime)
  proposedAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  confirmedAt!: Date | null;

  @Field(() => String)
  organisation!: string;

  @Field(() => Boolean)
  mine!: boolean;

  @Field(() => [RecallHolder], { description: 'Who holds what, as far as the asker may see names.' })
  holders!: RecallHolder[];

  @Field(() => [AffectedStock], { description: "The asker's own affected stock." })
  affected!: AffectedStock[];

  @Field(() => Acknowledgement, { nullable: true })
  acknowledgement!: Acknowledgement | null;

  @Field(() => RecallTotals)
  totals!: RecallTotals;

  @Field(() => String)
  csvUrl!: string;
}
