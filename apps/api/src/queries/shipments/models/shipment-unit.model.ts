import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ContainerLine } from '../../../verdict/models/container-line.model.ts';

/** An outermost unit of a shipment, as it was shipped. */
@ObjectType()
export class ShipmentUnit {
  @Field(() => String)
  epc!: string;

  @Field(() => String)
  kind!: string;

  @Field(() => String)
  label!: string;

  @Field(() => Int)
  packageCount!: number;

  @Field(() => String)
  state!: string;

  @Field(() => [ContainerLine])
  lots!: ContainerLine[];

  @Field(() => Boolean)
  recalled!: boolean;

  @Field(() => Boolean)
  expired!: boolean;
}
