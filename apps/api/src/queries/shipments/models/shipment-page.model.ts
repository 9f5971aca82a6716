import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../../platform/block-number.scalar.ts';
import { Shipment } from './shipment.model.ts';

@ObjectType()
export class ShipmentPage {
  @Field(() => [Shipment])
  items!: Shipment[];

  @Field(() => String, { nullable: true })
  next!: string | null;

  @Field(() => Int)
  total!: number;

  @Field(() => BlockNumber)
  asOfBlock!: number;
}
