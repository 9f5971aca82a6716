import { Field, ID, ObjectType } from '@nestjs/graphql';

/** The shipment that a scanned unit is on. */
@ObjectType()
export class ScannedShipment {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  state!: string;

  @Field(() => String, { nullable: true })
  from!: string | null;

  @Field(() => String)
  purpose!: string;
}
