import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';
import { Lot } from './lot.model.ts';

@ObjectType()
export class LotPage {
  @Field(() => [Lot])
  items!: Lot[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int)
  total!: number;

  @Field(() => BlockNumber)
  asOfBlock!: number;
}
