import { Field, ObjectType } from '@nestjs/graphql';
import { RecallTotals } from './recall-totals.model.ts';
import { RecalledLot } from './recalled-lot.model.ts';

/** What a recall of these lots would stop. */
@ObjectType()
export class RecallPreview {
  @Field(() => [RecalledLot])
  lots!: RecalledLot[];

  @Field(() => [String])
  unknown!: string[];

  @Field(() => RecallTotals)
  totals!: RecallTotals;
}
